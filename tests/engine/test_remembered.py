"""What is remembered of texts, and for how long."""

from ngckg.engine.remembered import Remembered


def test_what_was_needed_longest_ago_is_forgotten_first() -> None:
    remembered: Remembered[int] = Remembered()
    remembered.put("first", 1)
    remembered.put("second", 2)
    for number in range(2_046):
        remembered.put(f"other {number}", number)
    assert remembered.get("first") == 1
    remembered.put("one more", 3)
    assert (remembered.get("first"), remembered.get("second")) == (1, None)
    assert remembered.get("one more") == 3


def test_a_long_text_is_not_remembered() -> None:
    remembered: Remembered[int] = Remembered()
    remembered.put("x" * 4_096, 1)
    remembered.put("x" * 4_097, 1)
    assert remembered.get("x" * 4_096) == 1
    assert remembered.get("x" * 4_097) is None
