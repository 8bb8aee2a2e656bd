"""What argparse says of itself, in Japanese: its own sentences are the keys, as every Python has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

JAPANESE: Final[Mapping[str, str]] = {
    "usage: ": "使い方：",
    "positional arguments": "引数",
    "options": "オプション",
    "show this help message and exit": "この説明を表示して終わります",
    "show program's version number and exit": "バージョンを表示して終わります",
    "%(prog)s: error: %(message)s\n": "%(prog)s: 使い方の誤り：%(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "次の引数が必要です：%s",
    "unrecognized arguments: %s": "使えない引数です：%s",
    "one of the arguments %s is required": "次のいずれかが必要です：%s",
    "not allowed with argument %s": "%s と一緒には指定できません",
    "ignored explicit argument %r": "値は指定できません：%r",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s は %(matches)s のどれか決まりません",
    "unexpected option string: %s": "使えないオプションです：%s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r はありません（%(choices)s）",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r は選べません（%(choices)s）",
    "invalid %(type)s value: %(value)r": "値が正しくありません：%(value)r",
    "expected one argument": "値を1つ指定してください",
    "expected at most one argument": "値は1つまでです",
    "expected at least one argument": "値を1つ以上指定してください",
    "expected %s argument": "値を%sつ指定してください",
    "expected %s arguments": "値を%sつ指定してください",
}
