"""What lists read of the records that plugins keep. Their words stay in the journal; here is where each belongs."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer

from hubwright.storage.columns import instant, key, projection, slug

plugin_record = projection(
    "plugin_record",
    ("plugin",),
    key("record"),
    slug("plugin"),
    slug("kind"),
    slug("case_ref", null=True),
    slug("key_1", null=True),
    slug("key_2", null=True),
    slug("key_3", null=True),
    slug("key_4", null=True),
    instant("begun"),
    instant("changed"),
    Column("head", Integer, nullable=False),
)
Index(None, plugin_record.c.hub_id, plugin_record.c.case_ref, plugin_record.c.plugin)
for number in range(1, 5):
    Index(
        f"ix_plugin_record_key_{number}",
        plugin_record.c.hub_id,
        plugin_record.c.plugin,
        plugin_record.c.kind,
        plugin_record.c[f"key_{number}"],
    )
