"""Small pictures of every kind, and what Pillow, Keras and TensorFlow make of them. Writes images/* beside this script.

Run it from elsewhere than this folder (random.py here hides Python's): python tests/golden/images.py"""
import base64
import io
import json
import os
import struct
import sys

sys.path = [p for p in sys.path if os.path.abspath(p or ".") != os.path.dirname(os.path.abspath(__file__))]
import numpy as np
from PIL import Image
import tensorflow as tf
import keras

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "images")
os.makedirs(HERE, exist_ok=True)
rng = np.random.RandomState(7)
golden = {}


def picture(h, w, channels=3):
    """Smooth colours with an edge and some noise."""
    y, x = np.mgrid[0:h, 0:w]
    planes = [127 + 90 * np.sin(x / 3 + c) * np.cos(y / 4 - c) + 30 * ((x + y + c) % 7 > 3) + rng.randint(-9, 10, (h, w)) for c in range(channels)]
    a = np.clip(np.stack(planes, -1), 0, 255).astype(np.uint8)
    return a[..., 0] if channels == 1 else a


def b64(a):
    return base64.b64encode(np.ascontiguousarray(a).tobytes()).decode()


def pillow(data, mode=None):
    try:
        im = Image.open(io.BytesIO(data))
        im.load()
        return {"mode": im.mode if mode is None else mode, "size": list(im.size), "pixels": b64(np.asarray(im if mode is None else im.convert(mode)).astype(np.uint8 if im.mode != "I;16" or mode else "<u2"))}
    except Exception as e:
        return {"error": type(e).__name__}


def tensor(data, channels, **more):
    try:
        a = tf.io.decode_image(data, channels=channels, expand_animations=False, **more).numpy()
        return {"shape": list(a.shape), "pixels": b64(a)}
    except Exception as e:
        return {"error": str(e).split("}} ")[-1].split(" [Op")[0][:200]}


def add(name, data, modes=("L", "RGB", "RGBA"), channels=(0, 1, 3, 4)):
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(data)
    golden[name] = {"pillow": [pillow(data)] + [pillow(data, m) for m in modes], "tf": {str(c): tensor(data, c) for c in channels}}


def saved(image, format, **more):
    out = io.BytesIO()
    image.save(out, format, **more)
    return out.getvalue()


# JPEG -----------------------------------------------------------------------------------------------------------------

def huffman_codes(counts, symbols):
    codes, code, k = {}, 0, 0
    for length, n in enumerate(counts, 1):
        for _ in range(n):
            codes[symbols[k]] = (code, length)
            code += 1
            k += 1
        code <<= 1
    return codes


def raw_jpeg(w, h, sampling, ids=(1, 2, 3), restart=0, extra=b"", separate=False, sixteen=False, scale=1.0):
    """A baseline file of random coefficients: for samplings that Pillow does not write. Codes of one length each."""
    n = len(sampling)
    q = np.clip(np.arange(64) // 4 + 3, 1, 255)
    out = b"\xff\xd8" + extra
    out += b"\xff\xdb" + (struct.pack(">HB", 131, 16) + struct.pack(">64H", *q) if sixteen else struct.pack(">HB", 67, 0) + bytes(q.tolist()))
    out += b"\xff\xc0" + struct.pack(">HBHHB", 8 + 3 * n, 8, h, w, n) + b"".join(bytes([ids[i], sampling[i][0] << 4 | sampling[i][1], 0]) for i in range(n))
    tables = []
    for which, symbols, length in ((0, list(range(12)), 4), (16, list(range(11)) + [r << 4 | s for r in range(1, 16) for s in range(1, 11)] + [0xF0], 8)):
        counts = [len(symbols) if i == length else 0 for i in range(1, 17)]
        table = bytes(counts) + bytes(symbols)
        tables.append(huffman_codes(counts, symbols))
        out += b"\xff\xc4" + struct.pack(">HB", 2 + 1 + len(table), which) + table
    direct, codes = tables
    if restart:
        out += b"\xff\xdd" + struct.pack(">HH", 4, restart)
    H, V = max(s[0] for s in sampling), max(s[1] for s in sampling)

    def scan(components, across, down, blocks_of):
        nonlocal out
        out += b"\xff\xda" + struct.pack(">HB", 6 + 2 * len(components), len(components)) + b"".join(bytes([ids[i], 0]) for i in components) + b"\0\x3f\0"
        bits, previous, number = "", [0] * n, 0

        def put(value):
            size = int(abs(value)).bit_length()
            return size, format(value if value > 0 else value + (1 << size) - 1, f"0{size}b") if size else ""

        def flush():
            nonlocal bits, out
            bits += "1" * (-len(bits) % 8)
            out += bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8)).replace(b"\xff", b"\xff\0")
            bits = ""

        for mcu in range(across * down):
            if restart and mcu and mcu % restart == 0:
                flush()
                out += bytes([0xff, 0xd0 + number])
                number = (number + 1) & 7
                previous = [0] * n
            for i in components:
                for _ in range(blocks_of(i)):
                    dc = int(rng.randint(-60, 60) * scale)
                    size, text = put(dc - previous[i])
                    previous[i] = dc
                    code, length = direct[size]
                    bits += format(code, f"0{length}b") + text
                    k = 1
                    while True:
                        run = int(rng.choice([0, 0, 1, 2, 5, 20]))
                        if k + run > 63 or rng.rand() < .15:
                            bits += format(codes[0][0], "08b")
                            break
                        while run > 15:
                            bits += format(codes[0xF0][0], "08b")
                            run -= 16
                            k += 16
                        value = int(rng.choice([-1, 1]) * rng.randint(1, max(2, int(25 * scale / (1 + k / 6)) + 2)))
                        size, text = put(value)
                        bits += format(codes[run << 4 | size][0], "08b") + text
                        k += run + 1
                        if k > 63:
                            break
        flush()

    if separate or n == 1:
        for i in range(n):
            cw, ch = -(-w * sampling[i][0] // H), -(-h * sampling[i][1] // V)
            scan([i], -(-cw // 8), -(-ch // 8), lambda i: 1)
    else:
        scan(list(range(n)), -(-w // (8 * H)), -(-h // (8 * V)), lambda i: sampling[i][0] * sampling[i][1])
    return out + b"\xff\xd9"


colours, grey = Image.fromarray(picture(13, 17)), Image.fromarray(picture(13, 17, 1))
for name, sub in (("444", 0), ("422", 1), ("420", 2)):
    add(f"{name}.jpg", saved(colours, "JPEG", quality=85, subsampling=sub))
    add(f"progressive_{name}.jpg", saved(colours, "JPEG", quality=70, subsampling=sub, progressive=True), modes=("RGB",), channels=(1, 3))
add("grey.jpg", saved(grey, "JPEG", quality=90))
add("progressive_grey.jpg", saved(grey, "JPEG", quality=60, progressive=True))
add("cmyk.jpg", saved(colours.convert("CMYK"), "JPEG", quality=90))
add("rgb.jpg", saved(colours, "JPEG", quality=90, keep_rgb=True))
add("restarts.jpg", saved(Image.fromarray(picture(40, 50)), "JPEG", quality=80, restart_marker_blocks=2), modes=("RGB",), channels=(3,))
add("optimized.jpg", saved(colours, "JPEG", quality=30, optimize=True), modes=("RGB",), channels=(3,))
add("one_pixel.jpg", saved(Image.fromarray(picture(1, 1)), "JPEG"))
add("narrow_420.jpg", saved(Image.fromarray(picture(9, 3)), "JPEG", subsampling=2), modes=("RGB",), channels=(3,))
add("raw_440.jpg", raw_jpeg(19, 35, [(1, 2), (1, 1), (1, 1)]), modes=("RGB",), channels=(1, 3))
add("raw_411.jpg", raw_jpeg(37, 11, [(4, 1), (1, 1), (1, 1)]), modes=("RGB",), channels=(3,))
add("raw_410.jpg", raw_jpeg(37, 21, [(4, 2), (1, 1), (1, 1)]), modes=("RGB",), channels=(3,))
add("raw_separate.jpg", raw_jpeg(21, 19, [(2, 2), (1, 1), (1, 1)], separate=True), modes=("RGB",), channels=(3,))
add("raw_restart.jpg", raw_jpeg(41, 33, [(2, 1), (1, 1), (1, 1)], restart=1, sixteen=True), modes=("RGB",), channels=(3,))
add("raw_ids_rgb.jpg", raw_jpeg(10, 10, [(1, 1), (1, 1), (1, 1)], ids=(82, 71, 66)), modes=("L", "RGB"), channels=(1, 3))
add("raw_adobe_rgb.jpg", raw_jpeg(10, 10, [(1, 1)] * 3, extra=b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0"), modes=("RGB",), channels=(3,))
add("raw_ycck.jpg", raw_jpeg(18, 10, [(2, 2), (1, 1), (1, 1), (2, 2)], ids=(1, 2, 3, 4), extra=b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\2"))
add("raw_cmyk_plain.jpg", raw_jpeg(9, 10, [(1, 1)] * 4, ids=(1, 2, 3, 4)))
add("raw_strong.jpg", raw_jpeg(16, 16, [(1, 1)] * 3, scale=3), modes=("RGB",), channels=(3,))
whole = saved(colours, "JPEG", quality=85)
add("no_end.jpg", whole[:-2], modes=("RGB",), channels=(3,))
add("cut_off.jpg", whole[:-40], modes=("RGB",), channels=(3,))
add("cut_off_with_end.jpg", whole[:-40] + b"\xff\xd9", modes=("RGB",), channels=(3,))
add("not_an_image.jpg", b"This is text that someone named .jpg\n", modes=("RGB",), channels=(3,))

# PNG ------------------------------------------------------------------------------------------------------------------

def raw_png(samples, depth, kind, interlaced=False, palette=None, trns=None, filters=True):
    """samples: (h, w, n) of whole numbers; each row's filter in turn."""
    import zlib
    h, w, n = samples.shape

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    def rows(part):
        out, above = b"", None
        step = max(1, n * depth // 8)
        for y, row in enumerate(part):
            if depth == 16:
                line = row.astype(">u2").tobytes()
            else:
                bits = "".join(format(v, f"0{depth}b") for v in row.ravel())
                bits += "0" * (-len(bits) % 8)
                line = bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))
            above = above or bytes(len(line))
            f = y % 5 if filters else 0
            coded = bytearray()
            for i, v in enumerate(line):
                a, b, c = (line[i - step] if i >= step else 0), above[i], (above[i - step] if i >= step else 0)
                p = a + b - c
                pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
                paeth = a if pa <= pb and pa <= pc else b if pb <= pc else c
                coded.append((v - [0, a, b, (a + b) // 2, paeth][f]) & 255)
            out += bytes([f]) + bytes(coded)
            above = line
        return out

    if interlaced:
        data = b"".join(rows(samples[t::d, l::a]) for l, t, a, d in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)) if samples[t::d, l::a].size)
    else:
        data = rows(samples)
    z = zlib.compress(data)
    return b"".join([b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, depth, kind, 0, 0, interlaced)), chunk(b"PLTE", palette) if palette else b"",
                     chunk(b"tRNS", trns) if trns else b"", chunk(b"tEXt", b"Comment\0odd"), chunk(b"IDAT", z[:9]), chunk(b"IDAT", z[9:]), chunk(b"IEND", b"")])


for depth in (1, 2, 4, 8, 16):
    values = (picture(13, 17, 4).astype(int) << 8 | rng.randint(0, 256, (13, 17, 4))) >> (16 - depth)
    add(f"grey{depth}.png", raw_png(values[..., :1], depth, 0))
    add(f"grey{depth}_trns.png", raw_png(values[..., :1], depth, 0, trns=struct.pack(">H", values[3, 3, 0])))
    add(f"grey{depth}_interlaced.png", raw_png(values[..., :1], depth, 0, interlaced=True), modes=("RGB",), channels=(1, 3))
    if depth <= 8:
        colours_used = min(1 << depth, 100)
        palette = bytes(rng.randint(0, 256, 3 * colours_used).tolist())
        add(f"palette{depth}.png", raw_png(values[..., :1] % colours_used, depth, 3, palette=palette))
        add(f"palette{depth}_trns.png", raw_png(values[..., :1] % colours_used, depth, 3, palette=palette, trns=bytes([0, 130][:colours_used]), interlaced=True))
    if depth >= 8:
        for kind, n, name in ((2, 3, "rgb"), (4, 2, "la"), (6, 4, "rgba")):
            add(f"{name}{depth}.png", raw_png(values[..., :n], depth, kind))
            add(f"{name}{depth}_interlaced.png", raw_png(values[..., :n], depth, kind, interlaced=True), modes=("RGB",), channels=(3,))
        add(f"rgb{depth}_trns.png", raw_png(values[..., :3], depth, 2, trns=struct.pack(">3H", *values[3, 3, :3])))
add("small_interlaced.png", raw_png(picture(2, 3).astype(int), 8, 2, interlaced=True), modes=("RGB",), channels=(3,))
add("one_pixel.png", raw_png(picture(1, 1).astype(int), 8, 2))
whole = raw_png(picture(13, 17).astype(int), 8, 2)
add("cut_off.png", whole[:-60], modes=("RGB",), channels=(3,))
add("no_end.png", whole[:-12], modes=("RGB",), channels=(3,))
bad = bytearray(whole)
bad[20] ^= 1
add("wrong_check_sum.png", bytes(bad), modes=("RGB",), channels=(3,))

# BMP ------------------------------------------------------------------------------------------------------------------

def raw_bmp(w, h, bits, data, palette=b"", compression=0, masks=b"", header=40, top_down=False):
    start = 14 + header + len(palette) + (len(masks) if header == 40 else 0)
    if header == 12:
        info = struct.pack("<IHHHH", 12, w, h, 1, bits)
    else:
        info = struct.pack("<IiiHHIIiiII", header, w, -h if top_down else h, 1, bits, compression, len(data), 2835, 2835, len(palette) // 4 if bits <= 8 else 0, 0)
        info += masks
        info += bytes(header - len(info)) if header > 40 else b""
    return b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start) + info + palette + data


def rows_of(values, bits):
    out = b""
    for row in values:
        text = "".join(format(v, f"0{bits}b") for v in row)
        text += "0" * (-len(text) % 32)
        out += bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))
    return out


def padded(values, dtype):
    return b"".join((lambda b: b + bytes(-len(b) % 4))(row.astype(dtype).tobytes()) for row in values)


for bits in (1, 4, 8):
    values = picture(13, 17, 1) >> (8 - bits)
    palette = rng.randint(0, 256, ((1 << bits), 4)).astype(np.uint8).tobytes()
    add(f"palette{bits}.bmp", raw_bmp(17, 13, bits, rows_of(values, bits), palette))
black_white = bytes([0, 0, 0, 0, 255, 255, 255, 0])
add("black_white.bmp", raw_bmp(17, 13, 1, rows_of(picture(13, 17, 1) >> 7, 1), black_white))
add("grey.bmp", saved(grey, "BMP"))
add("rgb.bmp", saved(colours, "BMP"))
add("rgba.bmp", saved(Image.fromarray(picture(13, 17, 4)), "BMP"))
add("top_down.bmp", raw_bmp(17, 13, 24, padded(picture(13, 17).reshape(13, -1), np.uint8), top_down=True), modes=("RGB",), channels=(0, 3))
add("rgb32.bmp", raw_bmp(17, 13, 32, padded(picture(13, 17, 4).reshape(13, -1), np.uint8)), modes=("RGB",), channels=(0, 3, 4))
add("rgb555.bmp", raw_bmp(17, 13, 16, padded(rng.randint(0, 65536, (13, 17)), "<u2")), modes=("RGB",), channels=(0, 3))
add("rgb565.bmp", raw_bmp(17, 13, 16, padded(rng.randint(0, 65536, (13, 17)), "<u2"), compression=3, masks=struct.pack("<3I", 0xF800, 0x7E0, 0x1F)), modes=("RGB",), channels=(0,))
add("masks32.bmp", raw_bmp(17, 13, 32, padded(picture(13, 17, 4).reshape(13, -1), np.uint8), compression=3, masks=struct.pack("<4I", 0xFF, 0xFF00, 0xFF0000, 0xFF000000), header=56), modes=("RGB", "RGBA"), channels=(0, 4))
add("os2.bmp", raw_bmp(17, 13, 8, rows_of(picture(13, 17, 1) % 16, 8), bytes(rng.randint(0, 256, 256 * 3).tolist()), header=12), modes=("RGB",), channels=())
palette = rng.randint(0, 256, (256, 4)).astype(np.uint8).tobytes()
runs8 = b"\x05\x11\x0c\x22" + b"\0\0" + b"\0\x03\x01\x02\x03\0\x04\x07" + b"\0\0" + b"\0\x02\x03\x02" + b"\x0e\x55" + b"\0\0" + b"\x11\x99\0\0" * 8 + b"\0\x01"
add("runs8.bmp", raw_bmp(17, 13, 8, runs8, palette, compression=1), modes=("RGB",), channels=(0,))
runs4 = b"\x05\x12\x0c\x34" + b"\0\0" + b"\0\x05\x12\x34\x50\0\x04\x77" + b"\0\0" + b"\x11\x9a\0\0" * 11 + b"\0\x01"
add("runs4.bmp", raw_bmp(17, 13, 4, runs4, palette[:64], compression=2), modes=("RGB",), channels=(0,))
add("cut_off.bmp", saved(colours, "BMP")[:-50], modes=("RGB",), channels=(3,))

# GIF ------------------------------------------------------------------------------------------------------------------

some = colours.convert("P", palette=Image.Palette.ADAPTIVE, colors=40)
add("palette.gif", saved(some, "GIF", interlace=0), channels=(0, 1, 3))
add("interlaced.gif", saved(some, "GIF", interlace=1), modes=("RGB",), channels=(3,))
add("transparent.gif", saved(some, "GIF", transparency=3), channels=(0, 3))
add("grey.gif", saved(grey, "GIF"), channels=(0, 3))
add("large.gif", saved(Image.fromarray(rng.randint(0, 256, (90, 80)).astype(np.uint8)), "GIF"), modes=(), channels=(3,))
add("frames.gif", saved(some, "GIF", save_all=True, append_images=[some.transpose(Image.Transpose.ROTATE_180)]), modes=("RGB",), channels=(3,))
one = saved(some, "GIF", interlace=0)
at = one.index(b"\x2c", 13 + 3 * (2 << (one[10] & 7)))
add("part.gif", one[:6] + struct.pack("<HH", 23, 20) + one[10:at + 1] + struct.pack("<HH", 4, 3) + one[at + 5:], modes=("RGB",), channels=(3,))
add("cut_off.gif", one[:-60], modes=("RGB",), channels=(3,))

# load_img, resizing, arrays -------------------------------------------------------------------------------------------

loads = []
for name in ("444.jpg", "grey8.png", "grey16.png", "rgba8.png", "la8.png", "palette8_trns.png", "cmyk.jpg", "transparent.gif", "grey1.png"):
    for mode in ("rgb", "rgba", "grayscale"):
        for how, size, keep in (("nearest", (7, 9), False), ("bilinear", (7, 9), False), ("bicubic", (20, 11), False), ("lanczos", (5, 30), True), ("box", (4, 4), True), ("hamming", (6, 17), False)):
            if mode != "rgb" and how in ("box", "hamming") or name not in ("444.jpg", "rgba8.png") and how not in ("nearest", "bilinear", "lanczos"):
                continue
            a = keras.utils.img_to_array(keras.utils.load_img(os.path.join(HERE, name), color_mode=mode, target_size=size, interpolation=how, keep_aspect_ratio=keep), dtype="int32")
            loads.append({"file": name, "color_mode": mode, "interpolation": how, "size": size, "keep": keep, "shape": list(a.shape), "values": b64(a.astype("<u2"))})
golden["loads"] = loads
wide = Image.fromarray(picture(300, 7))
golden["resizes"] = [{"size": [w, h], "box": box, "filter": i, "pixels": b64(np.asarray(im.resize((w, h), [0, 4, 2, 5, 3, 1][i], box=box)))} for im in [colours] for i in range(6)
                     for w, h, box in ((5, 4, None), (40, 3, None), (17, 29, None), (6, 6, (2, 1, 12, 11)), (11, 5, (0.5, 2.25, 16.5, 9)), (17, 13, (0, 0, 17, 13)))]
golden["tall"] = b64(picture(61, 5))
golden["tall_resizes"] = [{"size": [w, h], "filter": i, "pixels": b64(np.asarray(Image.fromarray(np.frombuffer(base64.b64decode(golden["tall"]), np.uint8).reshape(61, 5, 3)).resize((w, h), [0, 4, 2, 5, 3, 1][i])))}
                          for i in range(6) for w, h in ((4, 20), (12, 3), (9, 60))]

# Writing --------------------------------------------------------------------------------------------------------------

golden["saves"] = [{"shape": list(a.shape), "pixels": b64(a), "quality": q, "file": base64.b64encode(saved(Image.fromarray(a), "JPEG", quality=q)).decode()}
                   for a in (picture(13, 17), picture(13, 17, 1), picture(1, 1), picture(33, 15), picture(8, 40)) for q in (75, 30, 95)]

# tf.image and keras.ops.image -----------------------------------------------------------------------------------------

whole, numbers = picture(8, 6), rng.rand(2, 5, 7, 3).astype(np.float32)
golden["whole"], golden["numbers"] = b64(whole), b64(numbers)
K, T = keras.ops.image, tf.image


def values(y):
    y = np.asarray(y)
    return {"shape": list(y.shape), "dtype": str(y.dtype), "values": y.ravel().astype(np.float64).tolist()}


golden["ops"] = {name: values(y) for name, y in {
    "resize whole": K.resize(whole, (5, 9), interpolation="bicubic"), "resize crop": K.resize(numbers, (4, 4), crop_to_aspect_ratio=True), "resize pad": K.resize(numbers, (4, 4), pad_to_aspect_ratio=True, fill_value=.5),
    "resize antialias": K.resize(whole, (3, 3), antialias=True), "affine": K.affine_transform(numbers, np.array([.9, -.2, .7, .1, 1.1, -.4, 0, 0], "float32"), fill_mode="reflect"),
    "affine whole": K.affine_transform(whole, np.array([1, 0, 1.3, 0, 1, -2.2, 0, 0], "float32"), interpolation="nearest", fill_mode="constant", fill_value=9),
    "affine whole bilinear": K.affine_transform(whole, np.array([1, 0, 1.3, 0, 1, -2.2, 0, 0], "float32"), fill_mode="nearest"),
    "grayscale": K.rgb_to_grayscale(numbers), "grayscale whole": K.rgb_to_grayscale(whole), "hsv": K.rgb_to_hsv(numbers), "rgb": K.hsv_to_rgb(numbers),
    "pad_images": K.pad_images(numbers, 1, 2, target_height=9, target_width=10), "crop_images": K.crop_images(numbers, 1, 2, target_height=3, target_width=4),
    "tf resize": T.resize(whole, (5, 9)), "tf nearest": T.resize(whole, (5, 9), method="nearest"), "tf preserve": T.resize(numbers, (6, 6), preserve_aspect_ratio=True), "tf pad": T.resize_with_pad(whole, 7, 9),
    "tf crop_or_pad": T.resize_with_crop_or_pad(whole, 5, 9), "tf central_crop": T.central_crop(whole, .5), "tf flip_left_right": T.flip_left_right(numbers), "tf flip_up_down": T.flip_up_down(whole),
    "tf grayscale": T.rgb_to_grayscale(whole), "tf rgb": T.grayscale_to_rgb(tf.constant(whole[..., :1])), "tf float": T.convert_image_dtype(whole, tf.float32), "tf bytes": T.convert_image_dtype(numbers, tf.uint8),
    "tf standardization": T.per_image_standardization(whole), "tf brightness": T.adjust_brightness(whole, .2), "tf contrast": T.adjust_contrast(numbers, 1.7), "tf contrast whole": T.adjust_contrast(whole, .6),
    "tf saturation": T.adjust_saturation(numbers, 1.5), "tf hue": T.adjust_hue(numbers, .3),
    "smart_resize": keras.preprocessing.image.smart_resize(whole, (4, 5)), "smart_resize numbers": keras.preprocessing.image.smart_resize(numbers, (9, 3), interpolation="nearest")}.items()}

with open(os.path.join(HERE, "images.json"), "w") as f:
    json.dump(golden, f, indent=0)
