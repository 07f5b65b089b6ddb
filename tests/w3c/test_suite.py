"""That nothing of the suite is left out unseen, and that no list here names what is not there."""

from pathlib import Path

from tests.w3c.known_failures import KNOWN_FAILURES
from tests.w3c.manifest import included, kinds
from tests.w3c.suite import (
    ACCEPTED,
    EVALUATION,
    LEFT_OUT,
    REJECTED,
    RUN,
    RUN_OVER_HTTP,
    all_entries,
)


def test_every_folder_is_either_run_or_left_out(suite: Path) -> None:
    listed = [*RUN, *RUN_OVER_HTTP, *LEFT_OUT]
    assert sorted(listed) == sorted(path.name for path in suite.iterdir() if path.is_dir())


def test_every_folder_that_the_suite_counts_as_query_or_results_is_run(suite: Path) -> None:
    manifests = [
        manifest
        for name in ("manifest-sparql11-query.ttl", "manifest-sparql11-results.ttl")
        for manifest in included(suite, suite / name)
    ]
    assert sorted(manifest.parent.name for manifest in manifests) == sorted(RUN)


def test_every_listed_test_of_a_folder_that_is_run_is_of_a_kind_that_is_run(suite: Path) -> None:
    runnable = EVALUATION | ACCEPTED | REJECTED
    unknown = {
        test: kind
        for folder in RUN
        for test, kind in kinds(suite, suite / folder / "manifest.ttl").items()
        if kind not in runnable
    }
    assert unknown == {}


def test_no_folder_that_is_run_is_empty(suite: Path) -> None:
    assert [folder for folder in RUN if not kinds(suite, suite / folder / "manifest.ttl")] == []


def test_test_names_are_unique(suite: Path) -> None:
    names = [entry.name for entry in all_entries(suite)]
    assert len(names) == len(set(names))


def test_every_known_failure_is_a_test_of_the_suite(suite: Path) -> None:
    assert KNOWN_FAILURES.keys() - {entry.iri for entry in all_entries(suite)} == set()
