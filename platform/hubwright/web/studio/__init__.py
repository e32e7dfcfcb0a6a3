"""The Studio: a council builds and changes its own hub in the browser. It shows definitions and no case."""
