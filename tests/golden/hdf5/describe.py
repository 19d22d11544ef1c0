"""Describes HDF5 files as h5py sees them, as JSON: python describe.py FILE... prints {file: [object, ...]}.

Numbers are given as the hex digits of their little-endian bytes (as a SHA-256 where there are many), so that they compare exactly.
"""
import hashlib
import json
import sys

import h5py
import numpy as np


def type_name(dtype):
    string = h5py.check_string_dtype(dtype)
    if string is not None:
        return "string" if string.length is None else f"string[{string.length}]"
    if h5py.check_enum_dtype(dtype) is not None:
        return f"enum of {dtype}"
    if dtype.names:
        return "compound(" + ", ".join(f"{n}: {type_name(dtype[n])}" for n in dtype.names) + ")"
    if dtype.kind == "V":
        return f"opaque[{dtype.itemsize}]"
    if dtype.kind in "OSU":
        return str(dtype)
    return dtype.name + (" (big-endian)" if dtype.byteorder == ">" else "")


def text(value):
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


def values(array, dtype):
    if h5py.check_string_dtype(dtype) is not None:
        return [text(v) for v in np.asarray(array, dtype=object).ravel()]
    array = np.asarray(array)
    if array.dtype.names is None and array.dtype.kind != "V":
        array = array.astype(array.dtype.newbyteorder("<"))
    data = array.tobytes()
    return data.hex() if len(data) <= 64 else "sha256 " + hashlib.sha256(data).hexdigest()


def attributes(obj):
    found = {}
    for name in obj.attrs:
        handle = obj.attrs.get_id(name)
        value = obj.attrs[name]
        if isinstance(value, h5py.Empty):
            found[name] = {"type": type_name(value.dtype), "shape": None, "values": None}
        else:
            found[name] = {"type": type_name(handle.dtype), "shape": list(handle.shape), "values": values(value, handle.dtype)}
    return found


def describe(path):
    objects = []
    with h5py.File(path, "r") as file:
        seen = set()

        def walk(name, obj):
            address = h5py.h5o.get_info(obj.id).addr
            if address in seen:
                return
            seen.add(address)
            entry = {"path": name, "attributes": attributes(obj)}
            objects.append(entry)
            if isinstance(obj, h5py.Group):
                entry["keys"] = list(obj)
                for key in obj:
                    if isinstance(obj.get(key, getlink=True), h5py.HardLink):
                        child = obj[key]
                        if isinstance(child, (h5py.Group, h5py.Dataset)):
                            walk(name.rstrip("/") + "/" + key, child)
            else:
                entry["type"] = type_name(obj.dtype)
                entry["shape"] = None if obj.shape is None else list(obj.shape)
                entry["values"] = None if obj.shape is None else values(obj[()], obj.dtype)

        walk("/", file)
    return objects


if __name__ == "__main__":
    json.dump({path: describe(path) for path in sys.argv[1:]}, sys.stdout, indent=1)
