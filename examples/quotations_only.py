"""The quotation marks of a text as a tree, without any model: fast, and right about apostrophes, feet and quotations within quotations."""

import sayso

TEXT = '‘My aunt’s dog,’ she said, ‘is 12" high, and the vet told her, “He won’t grow.”’'


def show(quotations: tuple[sayso.Quotation, ...], depth: int = 0) -> None:
    for quotation in quotations:
        print(f"{'    ' * depth}[{quotation.start}, {quotation.end}) {TEXT[quotation.start : quotation.end]}")
        show(quotation.children, depth + 1)


show(sayso.quotations(TEXT))
