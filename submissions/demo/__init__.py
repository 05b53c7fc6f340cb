"""People, pieces and letters for a try: invented, written for this project, in every state the desk knows.

`filling.fill()` plays each piece's story through the same services that people use, then sets its dates back.
"""
