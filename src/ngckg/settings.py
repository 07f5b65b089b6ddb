"""Settings from `NGCKG_*` environment variables, checked once at start."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BeforeValidator,
    Field,
    IPvAnyNetwork,
    ValidationError,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ngckg.errors import BadSettings

_PARTS = ("ontology", "shapes", "data")


def _separated(value: object) -> object:
    """Values of one variable, separated by commas."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _without_credentials(value: AnyHttpUrl | None) -> AnyHttpUrl | None:
    """Addresses are logged and listed, so none may hold a password."""
    if value is not None and (value.username or value.password):
        raise ValueError("must hold no user or password: there are settings for them")
    return value


#: Addresses that stand in a `mailto:` IRI as they are.
_EMAIL = r"^[A-Za-z0-9._+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"


class Settings(BaseSettings):
    """Every setting, with its default and what it is for."""

    model_config = SettingsConfigDict(env_prefix="NGCKG_", frozen=True, extra="ignore")

    home: Annotated[
        Path | None,
        Field(description="folder that holds `ontology/`, `shapes/` and `data/`"),
    ] = None
    releases: Annotated[Path, Field(description="folder of the releases")] = Path("releases")
    snapshots: Annotated[
        Path, Field(description="folder of the pages that `ingest` has read; never published")
    ] = Path("snapshots")

    cache: Annotated[
        Path | None,
        Field(
            description="folder of the files for download, made from a release and free to be "
            "emptied; without it, `.cache` beside the releases"
        ),
    ] = None
    prepare: Annotated[
        bool,
        Field(
            description="make the files for download as soon as a release is served; otherwise "
            "when one is first asked for"
        ),
    ] = True

    host: Annotated[str, Field(description="address that `serve` listens on")] = "127.0.0.1"
    port: Annotated[
        int, Field(description="port that `serve` listens on; 0 takes a free one", ge=0, le=65535)
    ] = 8000
    public_url: Annotated[
        AnyHttpUrl | None,
        Field(description="address of the service as the world sees it; behind a proxy, set this"),
    ] = None
    trusted_proxies: Annotated[
        tuple[IPvAnyNetwork, ...],
        NoDecode,
        BeforeValidator(_separated),
        Field(description="networks whose `X-Forwarded-For` is believed, separated by commas"),
    ] = ()
    max_age: Annotated[
        int, Field(description="seconds that others may keep an answer without asking", ge=0)
    ] = 60
    max_target: Annotated[
        int, Field(description="bytes that an address with its parameters may have", ge=256)
    ] = 16_384
    max_body: Annotated[
        int, Field(description="bytes that the body of a request may have", ge=1024)
    ] = 4_194_304
    read_seconds: Annotated[
        float, Field(description="seconds in which a request must arrive whole", gt=0)
    ] = 10.0
    idle_seconds: Annotated[
        float, Field(description="seconds after which an idle connection is closed", gt=0)
    ] = 5.0
    drain_seconds: Annotated[
        float, Field(description="seconds that requests have to end when `serve` is stopped", ge=0)
    ] = 15.0
    max_connections: Annotated[
        int, Field(description="connections that may be open at once", ge=1)
    ] = 1000
    query_seconds: Annotated[float, Field(description="seconds that a query may take", gt=0)] = 10.0
    quick_workers: Annotated[
        int, Field(description="worker processes in which queries start", ge=1)
    ] = 3
    slow_workers: Annotated[
        int, Field(description="worker processes, at a lower priority, for heavy queries", ge=1)
    ] = 3
    load_seconds: Annotated[
        float, Field(description="seconds within which the engine must have loaded a release", gt=0)
    ] = 120.0
    queue: Annotated[int, Field(description="queries that may wait for a worker", ge=0)] = 64
    queue_per_visitor: Annotated[
        int, Field(description="queries that one visitor may have waiting", ge=0)
    ] = 32
    worker_memory: Annotated[
        int, Field(description="bytes that a query may take beyond the release", ge=16_777_216)
    ] = 536_870_912
    max_result: Annotated[int, Field(description="bytes that an answer may have", ge=1024)] = (
        52_428_800
    )
    answer_cache: Annotated[
        int, Field(description="bytes of answers that are kept at hand", ge=0)
    ] = 67_108_864

    engine: Annotated[
        AnyHttpUrl | None,
        AfterValidator(_without_credentials),
        Field(
            description="address at which a SPARQL server takes queries, to serve from it; "
            "without it, queries are answered from memory"
        ),
    ] = None
    engine_update: Annotated[
        AnyHttpUrl | None,
        AfterValidator(_without_credentials),
        Field(description="address at which that server takes updates, for `publish`"),
    ] = None
    engine_graph_store: Annotated[
        AnyHttpUrl | None,
        AfterValidator(_without_credentials),
        Field(
            description="address at which it speaks the Graph Store Protocol; without it, "
            "`publish` sends everything as updates"
        ),
    ] = None
    engine_user: Annotated[str, Field(description="who we are to that server")] = ""
    engine_password_file: Annotated[
        Path | None, Field(description="file whose first line is the password there")
    ] = None
    engine_pool: Annotated[
        int, Field(description="queries that run at that server at once", ge=1)
    ] = 8
    engine_dialect: Annotated[
        Literal[
            "auto", "standard", "virtuoso", "oxigraph", "fuseki", "graphdb", "stardog", "neptune"
        ],
        Field(description="what that server is, where its answers do not say so"),
    ] = "auto"

    log_ipv4_bits: Annotated[
        int, Field(description="leading bits of an IPv4 address that the log keeps", ge=0, le=32)
    ] = 0
    log_ipv6_bits: Annotated[
        int, Field(description="leading bits of an IPv6 address that the log keeps", ge=0, le=128)
    ] = 0

    earlier_releases: Annotated[
        int,
        Field(description="releases before the current one that `/sparql?release=` answers", ge=0),
    ] = 3
    publisher_name: Annotated[
        str, Field(description="who publishes the data, in English", min_length=1)
    ] = "Publisher to be confirmed"
    publisher_name_da: Annotated[
        str, Field(description="who publishes the data, in Danish", min_length=1)
    ] = "Udgiveren er ikke bekræftet"
    publisher_url: Annotated[AnyHttpUrl, Field(description="the publisher's own site")] = (
        AnyHttpUrl("https://publisher.invalid/")
    )
    publisher_email: Annotated[
        str, Field(description="where the publisher is written to", pattern=_EMAIL)
    ] = "publisher@publisher.invalid"
    publisher_type: Annotated[
        Literal["national-authority", "administrative-institution", "public-health-institute"],
        Field(description="what kind of body the publisher is, in the words of HealthDCAT-AP"),
    ] = "national-authority"
    contact_name: Annotated[
        str, Field(description="who answers questions about the data", min_length=1)
    ] = "Contact to be confirmed"
    contact_url: Annotated[
        AnyHttpUrl, Field(description="page about how to ask questions about the data")
    ] = AnyHttpUrl("https://contact.invalid/")
    contact_email: Annotated[
        str, Field(description="where questions about the data are sent", pattern=_EMAIL)
    ] = "contact@contact.invalid"
    hdab_name: Annotated[
        str, Field(description="the health data access body (EHDS), in English", min_length=1)
    ] = "Health data access body to be confirmed"
    hdab_name_da: Annotated[
        str, Field(description="the health data access body (EHDS), in Danish", min_length=1)
    ] = "Organet for adgang til sundhedsdata er ikke bekræftet"
    hdab_url: Annotated[AnyHttpUrl, Field(description="the health data access body's own site")] = (
        AnyHttpUrl("https://health-data-access-body.invalid/")
    )
    hdab_email: Annotated[
        str, Field(description="where the health data access body is written to", pattern=_EMAIL)
    ] = "contact@health-data-access-body.invalid"

    @property
    def prefix(self) -> str:
        """The path under which the world sees the service, without a slash at its end."""
        path = self.public_url.path if self.public_url else None
        return (path or "").rstrip("/")

    def sources(self) -> Path:
        """The folder with ontology, shapes and data: the setting, the checkout or the wheel's."""
        here = Path(__file__).resolve().parent
        candidates = [self.home] if self.home else [here.parent.parent, here / "home"]
        for candidate in candidates:
            if all((candidate / part).is_dir() for part in _PARTS):
                return candidate
        raise BadSettings(
            f"no ontology/, shapes/ and data/ in {' or '.join(map(str, candidates))}: "
            "set NGCKG_HOME to the folder that holds the three"
        )


def load(given: Mapping[str, object] | None = None) -> Settings:
    """The settings of this process; those given on the command line come before the environment.

    Raises BadSettings and says which variable is wrong.
    """
    try:
        return Settings.model_validate(given or {})
    except ValidationError as error:
        problems = "; ".join(
            f"NGCKG_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()
        )
        raise BadSettings(problems) from error


def described() -> list[tuple[str, str, str]]:
    """Every setting for people: its variable, its default ("" for none), what it is for."""
    return [
        (f"NGCKG_{name.upper()}", _shown(field.default), field.description or "")
        for name, field in Settings.model_fields.items()
    ]


def _shown(default: object) -> str:
    match default:
        case None | ():
            return ""
        case bool():
            return str(default).lower()
        case float() if default.is_integer():
            return str(int(default))
        case _:
            return str(default)
