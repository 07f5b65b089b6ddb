"""What operators get: tried as far as this machine allows."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from ngckg.settings import Settings
from tests.engine.releases import quads, write
from tests.remote.servers import free_port, program, wait_for
from tests.shared import ROOT
from tests.web.servers import serving

DEPLOY = ROOT / "deploy"


@contextmanager
def nginx(folder: Path, upstream: str) -> Iterator[str]:
    """The site before a service, on a port of its own; its address."""
    binary = program("nginx", "Debian: nginx-light")
    port = free_port()
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("    listen [::]:80;\n", ""),
        ("127.0.0.1:8000", upstream),
        ("/var/cache/nginx/ngckg", str(folder / "cache")),
    ):
        assert old in site
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site)
    kept = "".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        # Its workers must reach this folder, which is the test's user's.
        f"{'user root; ' if os.geteuid() == 0 else ''}"
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}"
        f"http {{ access_log off; {kept} include {folder}/site.conf; }}"
    )
    command = [binary, "-c", str(main), "-p", str(folder)]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(lambda: _listens(base), "nginx")
        yield base
    finally:
        process.terminate()
        process.wait()


def _listens(base: str) -> bool:
    try:
        return httpx.get(f"{base}/metrics", trust_env=False).status_code == 404
    except httpx.HTTPError:
        return False


@pytest.mark.slow
def test_nginx_keeps_answers_by_their_etags_and_serves_them_while_we_are_away(
    tmp_path: Path,
) -> None:
    program("nginx", "Debian: nginx-light")
    releases = tmp_path / "releases"
    write(releases, quads(3), "r1")
    (releases / "current").symlink_to("r1")
    ask = {"query": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"}
    with (
        serving(releases, tmp_path / "log") as server,
        httpx.Client(trust_env=False) as client,
        nginx(tmp_path, server.base.removeprefix("http://")) as base,
    ):
        first = client.get(f"{base}/sparql", params=ask)
        again = client.get(f"{base}/sparql", params=ask)
        other = client.get(f"{base}/sparql", params=ask, headers={"accept": "text/csv"})
        assert first.headers["x-cache-status"] == "MISS"
        assert again.headers["x-cache-status"] == "HIT"
        assert again.content == first.content
        assert other.headers["content-type"].startswith("text/csv")
        tag = {"if-none-match": first.headers["etag"]}
        assert client.get(f"{base}/sparql", params=ask, headers=tag).status_code == 304
        posted = client.post(f"{base}/sparql", data=ask)
        assert posted.content == first.content
        assert client.get(f"{base}/health/ready").status_code == 200
        assert client.post(f"{base}/sparql", content=b"x" * 5_000_000).status_code == 413
        server.stop()
        assert client.get(f"{base}/sparql", params=ask).content == first.content
        assert client.get(f"{base}/api/steps").status_code == 502


def test_systemd_accepts_the_unit_and_finds_it_hardened(tmp_path: Path) -> None:
    analyze = program("systemd-analyze", "Debian: systemd")
    unit = tmp_path / "ngckg.service"
    text = (DEPLOY / "ngckg.service").read_text(encoding="utf-8")
    assert "/opt/ngckg/bin/ngckg" in text
    unit.write_text(text.replace("/opt/ngckg/bin/ngckg", shutil.which("true") or "/bin/true"))
    verified = subprocess.run(
        [analyze, "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert "ngckg.service" not in verified.stderr, verified.stderr
    rated = subprocess.run(
        [analyze, "security", "--offline=yes", "--threshold=25", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert rated.returncode == 0, rated.stdout[-300:]


@pytest.mark.slow
def test_kubernetes_resources_follow_their_schemas() -> None:
    validate = program("kubernetes-validate", "PyPI: kubernetes-validate")
    done = subprocess.run(
        [validate, "--strict", str(DEPLOY / "kubernetes.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_containers_run_as_nobody_over_a_root_that_cannot_be_written() -> None:
    resources = (DEPLOY / "kubernetes.yaml").read_text("utf-8").split("\n---\n")
    pods = [it for it in resources if "containers:" in it]
    assert len(pods) == 2
    for pod in pods:
        for said in (
            "runAsNonRoot: true",
            "automountServiceAccountToken: false",
            "readOnlyRootFilesystem: true",
            "allowPrivilegeEscalation: false",
            "capabilities: {drop: [ALL]}",
        ):
            assert said in pod
    assert "replicas: 2" in pods[0]
    container = (DEPLOY / "Containerfile").read_text("utf-8")
    assert re.search(r"^USER (\d+):\1$", container, re.M)
    assert "HEALTHCHECK" in container


def test_each_image_has_a_job_of_its_own() -> None:
    text = (DEPLOY / "kubernetes.yaml").read_text("utf-8")
    [tag] = set(re.findall(r"image: \S+:(\S+)", text))
    job = f"ngckg-publish-{tag.replace('.', '-')}"
    assert f"name: {job}\n" in text
    assert f"job/{job}\n" in text
    assert "ttlSecondsAfterFinished:" in text


@pytest.mark.parametrize(
    "name", ["ngckg.service", "nginx.conf", "Containerfile", "kubernetes.yaml"]
)
def test_every_setting_that_is_named_exists(name: str) -> None:
    text = (DEPLOY / name).read_text(encoding="utf-8")
    named = set(re.findall(r"\bNGCKG_([A-Z_]+)", text))
    assert named <= {field.upper() for field in Settings.model_fields}
    assert named
