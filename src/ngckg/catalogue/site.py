"""Where the records of one service stand: their IRIs are the addresses that answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """The addresses under a base, which has no slash at its end."""

    base: str

    @property
    def home(self) -> str:
        """The page for people."""
        return f"{self.base}/"

    @property
    def catalog(self) -> str:
        """The catalogue, as a record of its own."""
        return f"{self.base}/catalog/ngckg"

    @property
    def fdp(self) -> str:
        """The FAIR Data Point."""
        return f"{self.base}/fdp"

    @property
    def sparql(self) -> str:
        """The SPARQL endpoint."""
        return f"{self.base}/sparql"

    @property
    def publisher(self) -> str:
        """Who publishes."""
        return f"{self.base}/agent/publisher"

    @property
    def publisher_contact(self) -> str:
        """How the publisher is reached."""
        return f"{self.base}/contact/publisher"

    @property
    def access_body(self) -> str:
        """The health data access body."""
        return f"{self.base}/agent/health-data-access-body"

    @property
    def access_body_contact(self) -> str:
        """How the health data access body is reached."""
        return f"{self.base}/contact/health-data-access-body"

    @property
    def contact(self) -> str:
        """Who answers questions about the data."""
        return f"{self.base}/contact/data"

    def dataset(self, key: str) -> str:
        """A dataset: `ngckg`, `ontology`, `mappings`."""
        return f"{self.base}/dataset/{key}"

    def distribution(self, key: str) -> str:
        """A distribution: `ngckg-ttl-gz`."""
        return f"{self.base}/distribution/{key}"

    def service(self, key: str) -> str:
        """A data service: `sparql`, `api`."""
        return f"{self.base}/service/{key}"

    def profile(self, key: str) -> str:
        """What the records of a kind conform to; harvesters know the path `/profile/`."""
        return f"{self.base}/profile/{key}"

    def download(self, name: str) -> str:
        """A file."""
        return f"{self.base}/download/{name}"
