"""What leaves the machine, and to whom: nothing but requests to the sources, over safe lines."""

from __future__ import annotations

import re
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from enrich.cache import AnswerCache
from enrich.errors import Garbled, Refused, SourceError, Unreachable
from enrich.manners import Manners, user_agent
from enrich.pages import fetch_page
from enrich.pipeline import refresh_library
from enrich.web import Visit, connect
from tests.configs import config_for
from tests.conftest import ROOT, FakeClock
from tests.emulator import Emulator, Fault, World

MAIL = "reader@example.org"
AGENT = user_agent(MAIL)


class Host:
    """A host on loopback that writes down what it is told, and redirects as it is bidden."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.leads_to = ""
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host.seen.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                leads = host.leads_to if self.path.partition("?")[0].endswith("/go") else ""
                self.send_response(302 if leads else 200)
                if leads:
                    self.send_header("Location", leads)
                self.send_header("Set-Cookie", "track=me; Path=/")
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_: None  # type: ignore[method-assign]
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.server.server_port}"

    def told(self, header: str) -> list[str]:
        """Give what this header said in all requests."""
        return [headers[header] for _, headers in self.seen if header in headers]


@contextmanager
def running(host: Host) -> Iterator[Host]:
    thread = threading.Thread(target=host.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.server.shutdown()
        host.server.server_close()
        thread.join()


@pytest.fixture
def host() -> Iterator[Host]:
    with running(Host()) as one:
        yield one


@pytest.fixture
def other() -> Iterator[Host]:
    with running(Host()) as one:
        yield one


@pytest.fixture
def session(tmp_path: Path) -> Iterator[requests.Session]:
    """Give the session on which the sources ask."""
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        yield cache.session


def _sound(_: requests.Response) -> SourceError | None:
    return None


def _visit() -> Visit:
    manners = Manners(gap=0, judge=_sound, attempts=1, attempts_after_a_strike=1)
    return Visit("arxiv", manners, agent=AGENT, clock=FakeClock())


Get = Callable[[str], requests.Response]


@pytest.fixture
def get(session: requests.Session, host: Host) -> Get:
    """Ask the host for what lies below its API's address."""
    connect(session, f"{host.url}/api", _visit())
    return lambda path: session.get(f"{host.url}{path}")


# Safe lines


@pytest.fixture(scope="session")
def own_certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make a certificate that nobody vouches for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs the program openssl, which makes the certificate")
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "own.pem", folder / "own.key"
    asked = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made = ["-keyout", str(key), "-out", str(certificate), "-days", "2", "-subj", "/CN=127.0.0.1"]
    named = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run([openssl, *asked, *made, *named], check=True, capture_output=True)
    return certificate, key


@pytest.fixture
def safe(own_certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """Run a host that speaks TLS with its own certificate."""
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*own_certificate)
    with running(Host(tls)) as one:
        yield one


def test_a_certificate_that_nobody_vouches_for_is_refused(
    safe: Host, session: requests.Session
) -> None:
    connect(session, safe.url, _visit())
    with pytest.raises(Unreachable, match=r"arxiv: no safe connection .*certificate verify failed"):
        session.get(f"{safe.url}/x")
    assert [] == safe.seen


def test_a_page_behind_such_a_certificate_is_not_read(safe: Host) -> None:
    with pytest.raises(Unreachable, match="no safe connection"):
        fetch_page(f"{safe.url}/list.md", agent=AGENT, clock=FakeClock())
    assert [] == safe.seen


@pytest.mark.parametrize("name", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_who_vouches_may_be_said_in_the_environment(
    safe: Host,
    session: requests.Session,
    own_certificate: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.setenv(name, str(own_certificate[0]))
    connect(session, safe.url, _visit())
    assert b"{}" == session.get(f"{safe.url}/x").content


def test_verification_is_nowhere_turned_off() -> None:
    off = re.compile(
        r"verify\s*=\s*False|CERT_NONE|check_hostname|_create_unverified|disable_warnings"
    )
    files = sorted((ROOT / "src").rglob("*.py"))
    assert files
    assert [] == [str(file) for file in files if off.search(file.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("url", ["https://export.arxiv.org", "https://api.crossref.org"])
def test_the_sources_own_addresses_are_safe(url: str) -> None:
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "src").rglob("*.py")]
    assert any(url in text for text in texts)
    assert not any(url.replace("https:", "http:") in text for text in texts)


# Redirects


@pytest.mark.parametrize(
    "leads_to",
    [
        "{other}/api/x",
        "//{other_host}/api/x",
        "http://127.0.0.1:1/api/x",
        "https://{host}/api/x",
        "http://{host}@{other_host}/api/x",
        "http://me:secret@{host}/api/x",
        "http://{host}\\@{other_host}/api/x",
        "http://{host}.evil.invalid/api/x",
        "/elsewhere",
        "/api/../elsewhere",
        "/api/%2e%2e/elsewhere",
        "/apishop/x",
        "file:///etc/passwd",
        "gopher://{other_host}/api/x",
        "http://[::1/api",
        "\t//{other_host}/api/x",
    ],
)
def test_a_redirect_out_of_the_source_is_not_followed(
    get: Get, host: Host, other: Host, leads_to: str
) -> None:
    names = {"other": other.url, "other_host": other.url[7:], "host": host.url[7:]}
    host.leads_to = leads_to.format(**names)
    with pytest.raises((Garbled, requests.RequestException, ValueError)) as error:
        get("/api/go")
    assert "secret" not in str(error.value)
    assert (["/api/go"], []) == ([path for path, _ in host.seen], other.seen)


def test_a_redirect_within_the_source_is_followed_anew_each_time(get: Get, host: Host) -> None:
    for leads_to in ("/api/one", "/api/two"):
        host.leads_to = leads_to
        assert f"{host.url}{leads_to}" == get("/api/go").url
    assert ["/api/go", "/api/one", "/api/go", "/api/two"] == [path for path, _ in host.seen]


def test_a_redirected_answer_is_not_stored(get: Get, host: Host, tmp_path: Path) -> None:
    host.leads_to = "/api/one"
    get("/api/go")
    with AnswerCache(tmp_path / "answers.sqlite") as cache:
        assert 0 == len(cache.session.cache.responses)


def test_a_page_does_not_lead_out_of_its_host(host: Host, other: Host) -> None:
    host.leads_to = f"{other.url}/list.md?{MAIL}"
    with pytest.raises(Refused, match="led to"):
        fetch_page(f"{host.url}/go", agent=AGENT, clock=FakeClock())
    assert [] == other.seen


def test_a_page_does_not_lead_out_of_https(
    safe: Host, own_certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(own_certificate[0]))
    safe.leads_to = safe.url.replace("https:", "http:") + "/list.md"
    with pytest.raises(Refused, match="led to http:"):
        fetch_page(f"{safe.url}/go", agent=AGENT, clock=FakeClock())


@pytest.mark.parametrize("leads_to", ["file:///etc/passwd", "http://[::1/x", "http://", "/go"])
def test_a_page_that_leads_nowhere_is_told(host: Host, leads_to: str) -> None:
    host.leads_to = leads_to
    with pytest.raises(Refused, match="/go: can't be read"):
        fetch_page(f"{host.url}/go", agent=AGENT, clock=FakeClock())


# Who we are


def test_a_page_does_not_learn_whom_to_write_to(host: Host) -> None:
    host.leads_to = "/list.md"
    fetch_page(f"{host.url}/go", agent=AGENT, clock=FakeClock())
    assert [AGENT.partition(" (")[0]] * 2 == host.told("user-agent")
    assert MAIL not in str(host.seen)


@pytest.fixture
def netrc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "netrc"
    lines = ("machine 127.0.0.1 login me password secret", "default login me password secret")
    file.write_text("\n".join(lines))
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))


@pytest.mark.usefixtures("netrc")
def test_passwords_of_the_user_are_told_to_nobody(get: Get, host: Host) -> None:
    host.leads_to = "/api/x"
    get("/api/go")
    fetch_page(f"{host.url}/list.md", agent=AGENT, clock=FakeClock())
    assert (3, []) == (len(host.seen), host.told("authorization"))


def test_cookies_are_not_sent_back(get: Get, host: Host) -> None:
    host.leads_to = "/api/x"
    for _ in range(2):
        get("/api/go")
    assert [] == host.told("cookie")


# Secrets in addresses


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_page_with_a_password_in_its_address_is_refused_and_it_is_not_shown(scheme: str) -> None:
    with pytest.raises(Refused) as error:
        fetch_page(f"{scheme}://me:secret@example.invalid/list.md", agent=AGENT, clock=FakeClock())
    assert f"{scheme}://example.invalid/list.md: can't be read" in str(error.value)
    assert "secret" not in str(error.value)


def test_a_message_does_not_show_the_query_of_a_page(host: Host) -> None:
    host.leads_to = "http://127.0.0.1:1/x?token=secret"
    for address in (f"{host.url}/go", "http://127.0.0.1:1/list.md"):
        with pytest.raises(SourceError) as error:
            fetch_page(f"{address}?token=secret", agent=AGENT, clock=FakeClock())
        assert "secret" not in str(error.value)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_password_of_a_proxy_is_in_no_message(
    session: requests.Session, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    for name in ("http_proxy", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://me:secret@127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("NO_PROXY", "")
    address = f"{scheme}://api.example.invalid"
    connect(session, address, _visit())
    with pytest.raises(Unreachable) as error:
        session.get(f"{address}/works?mailto={MAIL}")
    assert "secret" not in str(error.value)
    assert MAIL not in str(error.value)


@pytest.mark.parametrize(
    "fault", [None, Fault.status(400), Fault.status(403), Fault.RESET], ids=str
)
def test_the_contact_address_is_in_no_file_and_no_message(
    tmp_path: Path, fault: Fault | None
) -> None:
    with Emulator(World.made(papers=2, works=2)) as emulator:
        (tmp_path / "seeds").mkdir()
        seeds = [*emulator.world.paper_ids, *emulator.world.dois]
        (tmp_path / "seeds/list.txt").write_text("".join(f"{one}\n" for one in seeds))
        if fault:
            emulator.always("crossref", fault)
        config = config_for(tmp_path, emulator, mailto=MAIL)
        result = refresh_library(config, clock=FakeClock())
        assert {MAIL} == {one.query.get("mailto") for one in emulator.requests("crossref")}
    said = [miss.detail for miss in result.library.misses], result.tally.troubles
    assert bool(fault) == bool(result.library.misses)
    assert MAIL not in str(said)
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert [] == [file for file in files if MAIL.encode() in file.read_bytes()]
