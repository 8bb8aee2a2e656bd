"""The scheme of the five phases, which the program's own lists share, and which lists of format 1 mean.

The sections stand here and not in a file, because a case of before format 2 has none of them frozen: it says
`phase = 1` and `class = "mandatory"`, and is to read the same for ever.
"""

from __future__ import annotations

from typing import Final

from assessor.domain.sections import RequirementClass, Section, Theme

SCHEME: Final = "cashless"

_PHASES: Final = (
    ("1", "①アカウント作成", "1 Account creation"),
    ("2", "②銀行口座紐づけ", "2 Bank account linking"),
    ("3", "③チャージ", "3 Charging"),
    ("4", "④決済・送金", "4 Payment and transfer"),
    ("5", "⑤取引後", "5 After the transaction"),
    ("0", "共通", "Common"),
)
# フェーズ: the stages of a service from registration to after use; what concerns all of them stands last.
PHASES: Final = tuple(
    Section(key, name, name_en, SCHEME, position) for position, (key, name, name_en) in enumerate(_PHASES)
)
PHASE: Final = {int(phase.key): phase for phase in PHASES}  # by the number in lists of format 1
COMMON: Final = PHASE[0]

MANDATORY: Final = RequirementClass("mandatory", "必須", "Mandatory", decides=True)
ADVANCED: Final = RequirementClass("advanced", "高度化", "Advanced", decides=False)
CLASSES: Final = (MANDATORY, ADVANCED)
CLASS: Final = {kind.key: kind for kind in CLASSES}

AUTHENTICATION: Final = Theme("A", "本人認証にかかる検知・防御態勢", "Authentication: detection and defence")
TRANSACTION: Final = Theme("T", "取引データに基づく不正取引の検証態勢", "Transaction data: review for fraud")
THEMES: Final = (AUTHENTICATION, TRANSACTION)
NO_THEME: Final = "-"  # what stands in lists of format 1 for an item beyond both
THEME: Final = {theme.key: theme for theme in THEMES}
