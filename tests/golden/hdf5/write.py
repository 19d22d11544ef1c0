"""Writes the .h5 files beside it, one small file for each kind of structure that HDF5 has, and expected.json, what h5py reads from them.

Made with h5py 3.14 (HDF5 1.14.6): python write.py
"""
import ctypes
import glob
import json
import os
import struct

import h5py
import numpy as np
from h5py import h5d, h5f, h5g, h5p, h5s, h5t

from describe import describe

here = os.path.dirname(os.path.abspath(__file__))
made = []


def set_istore_k(plist, k):
    """H5Pset_istore_k, which h5py does not offer; it makes HDF5 write a superblock of version 1."""
    [library] = glob.glob(os.path.join(os.path.dirname(h5py.__file__), "..", "h5py.libs", "libhdf5-*.so*"))
    call = ctypes.CDLL(library).H5Pset_istore_k
    call.argtypes = [ctypes.c_int64, ctypes.c_uint]
    if call(plist.id, k) < 0:
        raise OSError("H5Pset_istore_k failed")


def path_of(name):
    made.append(name)
    path = os.path.join(here, name)
    if os.path.exists(path):
        os.remove(path)
    return path


def create(name, libver=None, **options):
    return h5py.File(path_of(name), "w", libver=libver, **options)


def ramp(*shape, dtype="f4"):
    return np.arange(int(np.prod(shape)), dtype=dtype).reshape(shape)


def fill_types(f):
    f.attrs["title"] = "grüße"
    f.attrs["bytes"] = np.bytes_(b"plain")
    f.attrs["vlen_bytes"] = b"plain"
    f.attrs["names"] = np.array([b"dense", b"dense_1", b"x"])
    f.attrs["names_vlen"] = [b"kernel:0", b"", "bias:0".encode()]
    f.attrs["names_str"] = ["α", "beta"]
    f.attrs["empty_list"] = []
    f.attrs["matrix"] = ramp(2, 3)
    f.attrs["number"] = np.int64(-5)
    f.attrs["double"] = 0.1
    f.attrs["flag"] = np.bool_(True)
    f.attrs["nothing"] = h5py.Empty("f4")
    f.attrs["long"] = "x" * 11000
    f.attrs["größe"] = 1
    g = f.create_group("numbers")
    for kind in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]:
        for order, label in [("<", "le"), (">", "be")]:
            values = np.array([0, 1, 2, 100, 127], dtype=kind)
            if kind[0] == "i":
                values[1] = -3
            if kind[0] == "f":
                values = np.array([0, -1.5, np.inf, 1e-3, -0.0], dtype=kind)
            g.create_dataset(f"{kind}_{label}", data=values.astype(order + kind))
    g.create_dataset("bool", data=[True, False, True])
    g.create_dataset("scalar", data=np.float32(2.5))
    g.create_dataset("none", shape=(0, 3), dtype="f4")
    g.create_dataset("unwritten", shape=(3, 2), dtype="f4", fillvalue=7)
    g.create_dataset("null", data=h5py.Empty("i4"))
    g.create_dataset("nan", data=np.array([np.nan, -np.inf], "f4"))
    g.create_dataset("complex", data=np.array([1 + 2j, 3 - 4j], "c8"))
    g.create_dataset("pair", data=np.array([(1, 2.5), (3, 4.5)], dtype=[("index", "<i4"), ("value", ">f8")]))
    g.create_dataset("color", data=np.array([2, 0], "i2"), dtype=h5py.enum_dtype({"RED": 0, "BLUE": 2}, basetype="i2"))
    bfloat = g.create_dataset("bfloat16", data=np.array([b"\x80\x3f", b"\x00\xc0"], dtype="V2"))
    bfloat.attrs["dtype"] = "bfloat16"
    s = f.create_group("strings")
    s.create_dataset("fixed", data=np.array([b"one", b"three"]))
    s.create_dataset("vlen", data=["eins", "", "drei ✓"], dtype=h5py.string_dtype())
    s.create_dataset("ascii", data=[b"a", b"bc"], dtype=h5py.string_dtype("ascii"))
    s.create_dataset("utf8_fixed", data=np.array(["äö".encode(), b"z"], dtype=h5py.string_dtype("utf-8", 6)))
    s.create_dataset("scalar", data="alone")
    s.create_dataset("chunked", data=["p", "q", "r"], dtype=h5py.string_dtype(), chunks=(2,))
    s.create_dataset("unwritten", shape=(2,), dtype=h5py.string_dtype())
    deep = f
    for i in range(20):
        deep = deep.create_group(f"level{i}")
    deep.create_dataset("bottom", data=[42])
    f.create_group("with/slashes/inside").create_dataset("w:0", data=ramp(2))


for name, libver in [("default", None), ("v108", ("v108", "v108")), ("latest", "latest")]:
    with create(f"types_{name}.h5", libver) as f:
        fill_types(f)


def fill_chunks(f):
    data = ramp(10, 7)
    f.create_dataset("plain", data=data, chunks=(4, 3))
    f.create_dataset("gzip", data=data, chunks=(4, 3), compression="gzip")
    f.create_dataset("all", data=data, chunks=(4, 3), compression="gzip", shuffle=True, fletcher32=True)
    f.create_dataset("fletcher32", data=data, chunks=(4, 3), fletcher32=True)
    f.create_dataset("shuffle", data=data, chunks=(3, 7), shuffle=True)
    f.create_dataset("lzf", data=np.zeros((40, 40), "f4") + ramp(40, 1), chunks=(20, 20), compression="lzf")
    f.create_dataset("odd_bytes", data=ramp(9, dtype="u1"), chunks=(3,), fletcher32=True, shuffle=True)
    f.create_dataset("big_endian", data=ramp(6, 5, dtype=">i4"), chunks=(4, 4), compression="gzip", shuffle=True)
    f.create_dataset("single", data=data, chunks=(10, 7))
    f.create_dataset("single_gzip", data=data, chunks=(10, 7), compression="gzip")
    f.create_dataset("wide_chunk", data=ramp(5), chunks=(8,), maxshape=(None,), compression="gzip")
    f.create_dataset("unlimited", data=ramp(100, 3), chunks=(1, 2), maxshape=(None, 3))
    f.create_dataset("unlimited_second", data=ramp(3, 100), chunks=(2, 1), maxshape=(5, None))
    f.create_dataset("unlimited_gzip", data=ramp(50, 3), chunks=(1, 3), maxshape=(None, 9), compression="gzip")
    f.create_dataset("unlimited_both", data=ramp(30, 20), chunks=(2, 3), maxshape=(None, None))
    f.create_dataset("unlimited_both_gzip", data=ramp(30, 20), chunks=(7, 3), maxshape=(None, None), compression="gzip")
    f.create_dataset("larger_limit", data=ramp(5, 6), chunks=(2, 2), maxshape=(9, 12))
    f.create_dataset("three_axes", data=ramp(3, 4, 5, dtype="f8"), chunks=(2, 4, 5))
    d = f.create_dataset("holes", shape=(10, 10), dtype="i4", chunks=(3, 3), fillvalue=-1)
    d[4, 4] = 5
    d = f.create_dataset("holes_unlimited", shape=(400,), dtype="i2", chunks=(1,), maxshape=(None,), fillvalue=9)
    d[300:310] = 4
    d = f.create_dataset("shrunk", data=ramp(10, 10), chunks=(3, 3), maxshape=(10, 10))
    d.resize((4, 5))
    d = f.create_dataset("grown", data=ramp(4, 4), chunks=(3, 3), maxshape=(None, 10))
    d.resize((8, 6))
    f.create_dataset("unwritten", shape=(4, 4), dtype="f4", chunks=(2, 2), fillvalue=0.5)
    f.create_dataset("pages", data=ramp(1500, dtype="u1"), chunks=(1,))
    plist = h5p.create(h5p.DATASET_CREATE)
    plist.set_chunk((3, 3))
    plist.set_alloc_time(h5d.ALLOC_TIME_EARLY)
    early = h5d.create(f.id, b"implicit", h5t.IEEE_F32LE, h5s.create_simple((7, 5)), plist)
    early.write(h5s.ALL, h5s.ALL, ramp(7, 5))
    plist = h5p.create(h5p.DATASET_CREATE)
    plist.set_layout(h5d.COMPACT)
    compact = h5d.create(f.id, b"compact", h5t.STD_I32LE, h5s.create_simple((3, 2)), plist)
    compact.write(h5s.ALL, h5s.ALL, ramp(3, 2, dtype="i4"))


for name, libver in [("default", None), ("latest", "latest")]:
    with create(f"chunks_{name}.h5", libver) as f:
        fill_chunks(f)
    # Nine missing pages out of ten, so that most are not initialized.
    with create(f"pages_{name}.h5", libver) as f:
        d = f.create_dataset("sparse", shape=(9000,), dtype="u1", chunks=(1,), fillvalue=3)
        d[5000:5003] = 8
        f.create_dataset("gzip", data=ramp(2100, dtype="i2"), chunks=(2,), compression="gzip")

with create("many_default.h5") as f:
    for i in range(300):
        f.create_group(f"g{i:03d}")
    for i in range(300):
        f["g007"].attrs[f"a{i}"] = i

with create("many_latest.h5", "latest") as f:
    for i in range(300):
        f.create_group(f"group number {i}")
    for i in range(60):
        f["group number 7"].attrs[f"attribute {i}"] = i
    g = f.create_group("large attributes")
    g.attrs["numbers"] = np.arange(20000, dtype="i4")
    g.attrs["medium"] = np.arange(1000, dtype="i4")
    g.attrs["text"] = "short"

with create("tracked.h5", track_order=True) as f:
    for i, name in enumerate(["zeta", "alpha", "mu"]):
        f.create_dataset(name, data=[i])
        f.attrs[name] = i
    g = f.create_group("many", track_order=True)
    for i in range(40):
        g.create_group(f"{(i * 7) % 40}")
        g.attrs[f"{(i * 7) % 40}"] = i

with create("links.h5") as f:
    f.create_dataset("a/data", data=[1, 2])
    f["hard"] = f["a/data"]
    f["a/self"] = f["a"]
    f["soft"] = h5py.SoftLink("/a/data")
    f["a/relative"] = h5py.SoftLink("data")
    f["to_group"] = h5py.SoftLink("a")
    f["dangling"] = h5py.SoftLink("/nowhere")
    f["circle1"] = h5py.SoftLink("/circle2")
    f["circle2"] = h5py.SoftLink("/circle1")
    f["circle3"] = h5py.SoftLink("circle3/x")
    f["external"] = h5py.ExternalLink("types_default.h5", "/numbers")
    f["type"] = np.dtype("f4")
    f.create_dataset("typed", data=ramp(3), dtype=f["type"])
    f["a"].attrs.create("typed", 2.5, dtype=f["type"])

with create("links_latest.h5", "latest") as f:
    f.create_dataset("a/data", data=[1, 2])
    f["soft"] = h5py.SoftLink("a/data")
    f["circle"] = h5py.SoftLink("circle")
    f["external"] = h5py.ExternalLink("types_default.h5", "/numbers")
    f["type"] = np.dtype(">i2")
    f.create_dataset("typed", data=[5, 6], dtype=f["type"])
    f["a"].attrs.create("typed", 3, dtype=f["type"])

with create("user_block.h5", userblock_size=1024) as f:
    f.create_dataset("x", data=ramp(4))
    f.attrs["s"] = "text"
with open(os.path.join(here, "user_block.h5"), "r+b") as f:
    f.write(b"#!/bin/sh\n")

for name, sizes in [("offsets4", (4, 4)), ("offsets8_lengths4", (8, 4))]:
    plist = h5p.create(h5p.FILE_CREATE)
    plist.set_sizes(*sizes)
    set_istore_k(plist, 7)
    with h5py.File(h5f.create(path_of(f"{name}.h5").encode(), h5f.ACC_TRUNC, plist)) as f:
        for i in range(60):
            f.create_group(f"g{i}").attrs["i"] = i
        f.create_dataset("chunks", data=ramp(40, 5), chunks=(1, 2), compression="gzip")
        f.create_dataset("strings", data=["a", "bb"])
        f.create_dataset("x", data=ramp(4))

with create("floats.h5") as f:
    for name, size, fields, bias, raw in [
        ("bfloat16", 2, (15, 7, 8, 0, 7), 127, struct.pack("<4H", 0x3F80, 0xC000, 0x7F80, 0x0001)),
        ("float8", 1, (7, 3, 4, 0, 3), 7, bytes([0x38, 0xC0, 0x01, 0x00])),
        ("float24", 3, (23, 16, 7, 0, 16), 63, bytes.fromhex("00003f 0080bf 000000 010000".replace(" ", ""))),
    ]:
        kind = h5t.IEEE_F32LE.copy()
        kind.set_fields(*fields)
        kind.set_size(size)
        kind.set_precision(size * 8)
        kind.set_ebias(bias)
        d = h5d.create(f.id, name.encode(), kind, h5s.create_simple((4,)))
        d.write(h5s.ALL, h5s.ALL, np.frombuffer(raw, "V%d" % size).copy(), mtype=kind)
made.remove("floats.h5")  # NumPy has no such types: the values stand in the test

with create("refused.h5") as f:
    f.create_dataset("external", (100,), "i4", external=[("elsewhere.raw", 0, 400)])
    layout = h5py.VirtualLayout(shape=(4,), dtype="i4")
    layout[:] = h5py.VirtualSource("elsewhere.h5", "x", shape=(4,))
    f.create_virtual_dataset("virtual", layout)
    f.create_dataset("sequences", data=np.array([ramp(2), ramp(3)], dtype=object), dtype=h5py.vlen_dtype("f4"))
    f.create_dataset("reference", data=f.ref, dtype=h5py.ref_dtype)
    f.create_dataset("array", data=ramp(2, 3), dtype="f4")
    f.create_dataset("arrays", shape=(2,), dtype=np.dtype("(3,)f4"))
    f.create_dataset("scaleoffset", data=ramp(6, dtype="i4"), chunks=(3,), scaleoffset=0)
    f.create_dataset("long_double", data=np.array([1], "g"))
    f.create_dataset("text", data=np.array([b"\xff\xfe"]))
made.remove("refused.h5")

with create("continued.h5") as f:
    d = f.create_dataset("d", data=ramp(2))
    for i in range(30):
        d.attrs[f"name{i}"] = "v" * i
        f.attrs[f"name{i}"] = i
    for i in range(0, 30, 3):
        del d.attrs[f"name{i}"]

expected = {name: describe(os.path.join(here, name)) for name in made}
with open(os.path.join(here, "expected.json"), "w") as out:
    json.dump(expected, out, indent=0)
    out.write("\n")
