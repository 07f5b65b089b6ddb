"""Settings from `NGCKG_*` environment variables, checked once at start."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ngckg.errors import BadSettings

_PARTS = ("ontology", "shapes", "data")


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


def load() -> Settings:
    """The settings of this process. Raises BadSettings and says which variable is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        problems = "; ".join(
            f"NGCKG_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()
        )
        raise BadSettings(problems) from error
