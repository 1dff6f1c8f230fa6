"""The three verbs of `xuncha draws`, over files."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from xuncha.config.command import Exit
from xuncha.config.terminal import _
from xuncha.domain.draws import allocate
from xuncha.domain.errors import InvalidField, InvalidFile
from xuncha.domain.words import N_, say
from xuncha.engines import draws


def commit_draw(options: Namespace) -> int:
    """Write the commitment to publish, and the seed to keep."""
    candidates = draws.read_candidates(options.candidates)
    take = _take(options, candidates.sizes)
    seed = draws.new_seed()
    commitment = draws.commit(candidates, take, seed, title=options.title, beacon=options.beacon)
    # The seed first: a commitment nobody can reveal must not be lying about.
    _write(options.seed_out, draws.grouped(seed) + "\n", secret=True)
    _write(options.out, draws.commitment_text(commitment))
    for share in commitment.strata:
        print(f"{share.name}  {share.take} / {share.candidates}")
    print(_("现在公布：%(file)s，摘要 %(digest)s") % {"file": options.out, "digest": commitment.sha256})
    print(_("揭晓之前保密：%(file)s；名单也请留存") % {"file": options.seed_out})
    return Exit.DONE


def reveal_draw(options: Namespace) -> int:
    """Draw, and write what is published afterwards."""
    commitment, _stated = draws.read_commitment(_read(options.commitment), options.commitment.name)
    candidates = draws.read_candidates(options.candidates)
    try:
        seed = draws.read_seed(_read(options.seed))
    except InvalidField as error:
        raise InvalidFile(options.seed.name, error.sentence, 1) from error
    revealed = draws.reveal(commitment, candidates, seed, options.beacon_value)
    _write(options.out, draws.reveal_text(revealed))
    names = {each.id: each.name for each in candidates}
    for share in commitment.strata:
        for place, drawn in enumerate(revealed.order[share.name][: share.take], start=1):
            print(f"{share.name}  {place}  {drawn}  {names[drawn]}")
    return Exit.DONE


def verify_draw(options: Namespace) -> int:
    """Run it again, and say every difference."""
    commitment, stated = draws.read_commitment(_read(options.commitment), options.commitment.name)
    candidates = draws.read_candidates(options.candidates)
    revealed = draws.read_reveal(_read(options.reveal), options.reveal.name)
    found = draws.differences(commitment, stated, candidates, revealed, options.published)
    for sentence in found:
        print(f"✗ {sentence.translated(_)}")
    if found:
        return Exit.CHECK_FAILED
    print(_("✓ 相符：名单、种子、数量和次序都与封存时一致"))
    if not options.published:
        print(_("没有核对公布的摘要：请与公告上的比对，%(digest)s") % {"digest": commitment.sha256})
    return Exit.DONE


def _take(options: Namespace, sizes: dict[str, int]) -> dict[str, int]:
    if bool(options.take) == (options.size is not None):
        raise InvalidField("--size", say(N_("--size 和 --take 须写一种，且只写一种")))
    return dict(options.take) if options.take else allocate(sizes, options.size, options.least)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFile(str(path), say(N_("不能读取这个文件"))) from error


def _write(path: Path, text: str, *, secret: bool = False) -> None:
    """Write a file that is not there yet: to write over a commitment or a seed would be to lose it."""
    try:
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if secret else 0o644), "w", encoding="utf-8"
        ) as file:
            file.write(text)
    except FileExistsError as error:
        raise InvalidFile(str(path), say(N_("文件已存在，不覆盖"))) from error
    except OSError as error:
        raise InvalidFile(str(path), say(N_("不能写入这个文件"))) from error
