"""Settings come from the environment, are checked at start, and can be listed."""

from ipaddress import ip_network

import pytest

from ngckg.errors import BadSettings
from ngckg.settings import Settings, described, load


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests."""
    for variable, _, _ in described():
        monkeypatch.delenv(variable, raising=False)


def test_environment_sets_and_the_command_line_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NGCKG_PORT", "8080")
    assert load().port == 8080
    assert load({"port": 8081}).port == 8081
    assert load().host == "127.0.0.1"


def test_proxies_are_networks_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGCKG_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::/32,192.0.2.1")
    assert load().trusted_proxies == (
        ip_network("10.0.0.0/8"),
        ip_network("2001:db8::/32"),
        ip_network("192.0.2.1"),
    )
    assert load({"trusted_proxies": ""}).trusted_proxies == ()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("NGCKG_PORT", "80800"),
        ("NGCKG_PORT", "http"),
        ("NGCKG_PUBLIC_URL", "data.example.org"),
        ("NGCKG_TRUSTED_PROXIES", "proxy.example.org"),
        ("NGCKG_QUERY_SECONDS", "0"),
        ("NGCKG_LOG_IPV4_BITS", "33"),
        ("NGCKG_QUICK_WORKERS", "0"),
    ],
)
def test_what_makes_no_sense_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(BadSettings, match=variable):
        load()


def test_every_setting_is_described() -> None:
    listed = {variable: (default, text) for variable, default, text in described()}
    assert len(listed) == len(Settings.model_fields)
    assert all(text for _, text in listed.values())
    assert listed["NGCKG_PORT"] == ("8000", "port that `serve` listens on; 0 takes a free one")
    assert listed["NGCKG_QUERY_SECONDS"][0] == "10"
    assert listed["NGCKG_PUBLIC_URL"][0] == ""
