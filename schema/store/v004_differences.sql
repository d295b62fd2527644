-- Version 4: states of vCPUs as differences.
--
-- base holds packed values of the registers of a list: those of the first state recorded with it.
-- The content of a vcpu_state is then not all values but a CBOR array of unsigned integers and
-- values in turn: so many registers are as in the base, the next one has this value; the registers
-- after the last pair are as in the base. The digest is still that of the content. A list of an
-- earlier version has no base: the content of its states is all values, now as before.

ALTER TABLE register_list ADD COLUMN base BLOB;
