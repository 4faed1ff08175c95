"""The emulator goes wrong in the ways that it is told to."""

from __future__ import annotations

import json
import socket
import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest
import requests

from tests.emulator import Emulator, Fault, World
from tests.emulator.bombs import MADE
from tests.emulator.messages import Api

pytestmark = pytest.mark.slow

ASIDE = (Fault.REDIRECT_LOOP, Fault.REDIRECT_AWAY, Fault.REDIRECT_ASIDE)


@pytest.fixture(scope="module")
def world() -> World:
    return World.made(papers=6, works=6, datasets=6)


@pytest.fixture
def emulator(world: World) -> Iterator[Emulator]:
    with Emulator(world) as running:
        yield running


def address(emulator: Emulator, api: Api) -> str:
    """Give the address of a list of three."""
    world = emulator.world
    if api == "arxiv":
        return f"{emulator.arxiv_url}?id_list={','.join(world.paper_ids[:3])}"
    if api == "crossref":
        named = ",".join(f"doi:{one}" for one in world.dois[:3])
        return f"{emulator.crossref_url}/works?filter={named}"
    return f"{emulator.datacite_url}/dois?ids={','.join(world.dataset_dois[:3])}"


def get(emulator: Emulator, api: Api = "crossref", timeout: float = 5) -> requests.Response:
    return requests.get(address(emulator, api), timeout=timeout, allow_redirects=False)


def message(emulator: Emulator) -> tuple[int, list[str]]:
    """Give how many works Crossref says there are, and which it shows."""
    found = get(emulator).json()["message"]
    return found["total-results"], sorted(one["DOI"] for one in found["items"])


def test_totals_can_lie_while_the_entries_are_right(emulator: Emulator) -> None:
    emulator.order("crossref", Fault.OVERCOUNTED, Fault.UNDERCOUNTED)
    asked = sorted(emulator.world.dois[:3])
    assert [(10, asked), (0, asked)] == [message(emulator), message(emulator)]


def test_one_can_be_exchanged_for_a_stranger_while_the_total_stays(emulator: Emulator) -> None:
    emulator.order("crossref", Fault.EXCHANGED)
    total, shown = message(emulator)
    assert (3, 3) == (total, len(shown))
    assert len(set(emulator.world.dois[:3]) & set(shown)) == 2


@pytest.mark.parametrize("api", ["arxiv", "crossref", "datacite"])
def test_every_entry_can_come_with_two_contents(emulator: Emulator, api: Api) -> None:
    right = get(emulator, api).text
    emulator.order(api, Fault.CONTRADICTED)
    answer = get(emulator, api).text
    assert (0, 3) == (right.count("Mistold"), answer.count("Mistold"))


def test_a_single_lookup_can_not_contradict_itself(emulator: Emulator) -> None:
    url = f"{emulator.crossref_url}/works/{emulator.world.dois[0]}"
    emulator.order("crossref", Fault.CONTRADICTED)
    assert "Mistold" not in requests.get(url, timeout=5).text


@pytest.mark.parametrize(
    ("fault", "body"), [(Fault.NULL, None), (Fault.LIST, [])], ids=["null", "list"]
)
def test_an_answer_can_be_bare_json(emulator: Emulator, fault: Fault, body: object) -> None:
    emulator.order("datacite", fault)
    assert body == get(emulator, "datacite").json()


@pytest.mark.parametrize("api", ["arxiv", "crossref", "datacite"])
def test_an_answer_can_be_of_another_kind(emulator: Emulator, api: Api) -> None:
    emulator.order(api, Fault.OTHER_KIND)
    answer = get(emulator, api)
    assert answer.status_code == 200
    assert not any(one in answer.text for one in (*emulator.world.dois, "<entry>", "zenodo"))


def test_an_answer_can_be_said_twice_in_one_body(emulator: Emulator) -> None:
    right = get(emulator, "arxiv").content
    emulator.order("arxiv", Fault.TWICE)
    assert right * 2 == get(emulator, "arxiv").content


def test_letters_can_be_of_another_encoding_than_is_said() -> None:
    dataset = "10.5281/zenodo.1"
    world = World.made(papers=0, works=0, datasets=1)
    known = world.datasets[world.dataset_dois[0]]
    known.attributes["titles"] = [{"title": "Mesures inventées"}]
    with Emulator(world) as emulator:
        right = get(emulator, "datacite").text
        emulator.order("datacite", Fault.LATIN, Fault.UTF16, Fault.BOM)
        latin, utf16, bom = (get(emulator, "datacite") for _ in range(3))
    assert dataset.partition("/")[0] in right
    assert right == latin.content.decode("latin-1")
    with pytest.raises(UnicodeDecodeError):
        latin.content.decode()
    assert right == utf16.content.decode("utf-16") == bom.content.decode("utf-8-sig")
    assert "utf-8" in utf16.headers["Content-Type"]
    assert bom.content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("kind", ["gzip bomb", "deflate bomb"])
def test_a_small_bomb_grows_beyond_a_gigabyte(kind: str) -> None:
    _, bomb = MADE[kind]
    unpacked, packed = zlib.decompressobj(47), bomb()
    size, rest = 0, packed
    while size <= 2**30:
        size += len(unpacked.decompress(rest, 2**24))
        rest = unpacked.unconsumed_tail
    assert len(packed) < 2 * 2**20


def test_a_bomb_is_declared_as_what_it_is(emulator: Emulator) -> None:
    emulator.order("arxiv", Fault.GZIP_BOMB, Fault.DEFLATE_BOMB, Fault.NESTED_BOMB)
    codings = []
    for _ in range(3):
        with requests.get(address(emulator, "arxiv"), timeout=5, stream=True) as answer:
            codings.append(answer.headers["Content-Encoding"])
    assert ["gzip", "deflate", "gzip, gzip"] == codings


@pytest.mark.parametrize("fault", ASIDE, ids=str)
def test_a_redirect_leads_where_it_says(emulator: Emulator, fault: Fault) -> None:
    emulator.order("crossref", fault)
    answer = get(emulator)
    asked = address(emulator, "crossref")
    host = asked.removeprefix("http://").partition("/")[0]
    leads = {
        "redirect loop": asked.partition(host)[2],
        "redirect away": asked.replace("127.0.0.1", "localhost"),
        "redirect aside": f"http://{host}/elsewhere",
    }
    assert (302, leads[fault.kind]) == (answer.status_code, answer.headers["Location"])


def test_who_follows_a_redirect_to_another_name_is_noted(emulator: Emulator) -> None:
    emulator.order("crossref", Fault.REDIRECT_AWAY)
    assert requests.get(address(emulator, "crossref"), timeout=5).status_code == 200
    assert [True] == [one.startswith("/crossref/works") for one in emulator.strays]


@pytest.mark.parametrize(
    "fault",
    [
        Fault.ABORTED,
        Fault.TOO_LONG,
        Fault.BROKEN_CHUNKS,
        Fault.CUT_CHUNKS,
        Fault.NO_HTTP,
        Fault.LONG_HEADER,
        Fault.MANY_HEADERS,
        Fault.REFUSED(0.02),
    ],
    ids=str,
)
def test_trouble_on_the_wire_is_an_error_once(emulator: Emulator, fault: Fault) -> None:
    emulator.order("crossref", fault)
    with pytest.raises(requests.RequestException):
        get(emulator)
    wait_until_answered(emulator)


def wait_until_answered(emulator: Emulator) -> None:
    latest = time.monotonic() + 5
    while True:
        try:
            assert get(emulator).status_code == 200
        except requests.ConnectionError:
            assert time.monotonic() < latest
            # It opens again on its own time; there is nothing to wait on.
            time.sleep(0.01)
        else:
            return


def test_while_it_refuses_nobody_listens(emulator: Emulator) -> None:
    emulator.order("crossref", Fault.REFUSED(0.3))
    with pytest.raises(requests.ConnectionError):
        get(emulator)
    port = int(emulator.arxiv_url.rpartition(":")[2].partition("/")[0])
    with closing(socket.socket()) as caller, pytest.raises(ConnectionRefusedError):
        caller.connect(("127.0.0.1", port))
    wait_until_answered(emulator)


def test_a_length_that_is_too_short_cuts_the_answer(emulator: Emulator) -> None:
    emulator.order("crossref", Fault.TOO_SHORT)
    with pytest.raises(json.JSONDecodeError):
        get(emulator).json()


@pytest.mark.parametrize(
    "fault",
    [Fault.HANG, Fault.HANG_MIDWAY, Fault.DRIP_OF_HEADERS, Fault.CONTINUES],
    ids=str,
)
def test_who_waits_for_a_host_that_hangs_waits_in_vain(emulator: Emulator, fault: Fault) -> None:
    emulator.order("crossref", fault)
    ends: list[object] = []

    def wait() -> None:
        try:
            ends.append(get(emulator, timeout=0.1))
        except requests.RequestException as error:
            ends.append(error)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    thread.join(0.3)
    assert not any(isinstance(one, requests.Response) for one in ends)
    assert get(emulator).status_code == 200


@pytest.mark.parametrize("fault", [Fault.DRIP_FOR_EVER, Fault.ENDLESS], ids=str)
def test_an_answer_can_go_on_for_ever(emulator: Emulator, fault: Fault) -> None:
    emulator.order("crossref", fault)
    with requests.get(address(emulator, "crossref"), timeout=5, stream=True) as answer:
        sent = answer.iter_content(1)
        pieces = [next(sent) for _ in range(3)]
    assert [b" "] * 3 == pieces


def test_an_answer_can_come_byte_by_byte(emulator: Emulator) -> None:
    right = get(emulator, "arxiv").content
    emulator.order("arxiv", Fault.DRIP_OF_BYTES)
    assert right == get(emulator, "arxiv").content


def faults_of(world: World, seed: int, order: list[int]) -> dict[int, list[int]]:
    """Ask for several things in some order, twice each, and give the statuses of each."""
    statuses: dict[int, list[int]] = {}
    with Emulator(world) as emulator:
        emulator.mix("crossref", [Fault.status(503), Fault.status(500)], rate=0.5, seed=seed)
        for rows in order:
            answer = requests.get(f"{emulator.crossref_url}/works?rows={rows}", timeout=5)
            statuses.setdefault(rows, []).append(answer.status_code)
    return statuses


def test_what_befalls_a_request_does_not_hang_on_the_order_of_all(world: World) -> None:
    asked = [*range(20), *range(20)]
    assert faults_of(world, 1, asked) == faults_of(world, 1, asked[::-1])
    assert faults_of(world, 1, asked) != faults_of(world, 2, asked)


def test_a_mixture_befalls_its_share_of_the_requests(world: World) -> None:
    asked = faults_of(world, 3, [*range(50), *range(50)])
    counts = Counter(status for both in asked.values() for status in both)
    assert 35 <= counts[200] <= 65
    assert min(counts[500], counts[503]) > 10
    # One and the same question may be answered when it is asked again.
    assert any(len(set(both)) == 2 for both in asked.values())


def test_healing_ends_a_mixture(emulator: Emulator) -> None:
    emulator.mix("crossref", [Fault.status(500)], rate=1.0, seed=1)
    assert get(emulator).status_code == 500
    emulator.heal("crossref")
    assert get(emulator).status_code == 200
