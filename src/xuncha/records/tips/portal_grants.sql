-- What the role of the public portal may do, in the database of tips; it reaches no other database.
-- It adds reports and messages, and can neither change one nor a page: keys and texts of pages are the office's.
GRANT SELECT ON tips_page, tips_door, tips_note TO {role};
GRANT SELECT, INSERT ON tips_tip, tips_message, tips_tipseal, audit_event, audit_witness TO {role};
GRANT SELECT, INSERT, UPDATE ON audit_chainhead TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON tips_upload TO {role};
GRANT SELECT, INSERT, DELETE ON tips_spentticket TO {role};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};
