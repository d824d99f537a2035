"""The embedded engine: a Whoosh index. The only room that imports whoosh."""
