"""Run as a program: makes the databases, sends so many reports with a known sentence in text, file name and file, tells the receipts."""

from __future__ import annotations

import sys

import django

SENTENCE = "他们把修渠的三十万元拿去旅游了"


def main(count: int) -> None:
    django.setup()
    from xuncha.config import upkeep

    upkeep.migrate()
    from tests.factories import tips as make
    from xuncha.engines.sealing.streams import new_file_key, seal_chunks
    from xuncha.engines.sealing.wire import to_text
    from xuncha.records.tips import actions

    keys = make.Keys()
    page = make.published(keys)
    make.door(page)
    for number in range(count):
        file_key = new_file_key()
        key, token = actions.begin_upload()
        chunks = list(seal_chunks([SENTENCE.encode() * 100], file_key))
        for place, chunk in enumerate(chunks):
            actions.store_chunk(key, token, place, chunk)
        actions.finish_upload(key, token, len(chunks))
        text = f'{{"text": "{number} {SENTENCE}", "files": ["{SENTENCE}.jpg", "{to_text(file_key)}"]}}'
        tip, receipt = make.sent(page, keys, text, uploads=[(key, token)])
        actions.add_message(tip, make.sealed(keys, SENTENCE, "message"))
        print(receipt)


if __name__ == "__main__":
    main(int(sys.argv[1]))
