"""Where people studied: fictional universities and each county's own schools."""

from random import Random

from xuncha.demo.names import person_name
from xuncha.demo.rows import Person, Schooling

UNIVERSITIES = (
    "澜岳大学", "澜岳师范大学", "澜岳农业大学", "澜岳财经学院", "澜岳政法学院", "澜岳理工学院", "澜岳水利学院",
    "澜岳医学院", "云岫学院", "霁川学院", "珩江师范学院", "云岫职业技术学院", "朔泉工程专科学校", "澜岳行政学院",
)  # fmt: skip
SUBJECTS = (
    "汉语言文学", "法学", "会计学", "财政学", "行政管理", "土木工程", "水利水电工程", "农学", "临床医学", "思想政治教育",
    "计算机科学与技术", "经济学", "林学", "工商管理", "审计学", "数学与应用数学", "社会学", "环境工程",
)  # fmt: skip


def schooling(rng: Random, person: Person, county_name: str, *, university: bool) -> list[Schooling]:
    """The school of the county, and the university for those who went there."""
    left = person.born_on.year + 18
    rows = [
        Schooling(
            code=f"{person.code}-S1", person=person.code,
            school=f"{county_name}{rng.choice('一一二')}中", class_name=f"{left}届高三（{rng.randint(1, 9)}）班",
            supervisor="", begins=left - 3, ends=left,
        )
    ]  # fmt: skip
    if university:
        years = rng.choice((3, 4, 4, 4))
        rows.append(
            Schooling(
                code=f"{person.code}-S2", person=person.code, school=rng.choice(UNIVERSITIES),
                class_name=f"{rng.choice(SUBJECTS)}专业{left}级{rng.randint(1, 3)}班",
                supervisor=person_name(rng, rng.choice("fm")) if rng.random() < 0.08 else "",
                begins=left, ends=left + years,
            )
        )  # fmt: skip
    return rows
