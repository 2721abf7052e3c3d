"""How a reading leaves the program: one module a format, each a plain function of a `Reading`.

`json` is the one wire form (and the way back in), `text` the view in a terminal, `html` the view in a browser or notebook. `statements` and
`characters` are what the views share. Nothing here prints or opens a file.
"""
