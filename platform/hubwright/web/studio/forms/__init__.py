"""The form builder: pages and questions of a draft's forms, beside a preview of what a referrer sees."""
