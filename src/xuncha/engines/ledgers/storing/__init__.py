"""How a store is written: the manifest, a batch of sources that counts wholly or not at all, tables made from others."""
