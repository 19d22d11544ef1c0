"""What NumPy computes and prints, for ArrayFunctionTests and PrintingTests. Run with NumPy 2; writes np/inputs.npz, np/values.npz, np/cases.json, np/printed.json."""
import io, json, os, warnings
import numpy as np

warnings.filterwarnings("ignore")
here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "np")
os.makedirs(here, exist_ok=True)
r = np.random.default_rng(7)

inputs = dict(
    f=r.normal(size=(7, 5, 3)).astype("float32"), d=r.normal(size=(6, 4)), row=r.normal(size=4), col=r.normal(size=(6, 1)),
    long=(r.random(10007) * 3 - 1).astype("float32"), wide=r.random((300, 257)).astype("float32"), deep=r.random((9, 130, 70)).astype("float32"),
    i=r.integers(-20, 20, (5, 6)), j=r.integers(1, 7, (5, 6)), u8=r.integers(0, 256, (9, 11)).astype("uint8"), w8=r.integers(0, 256, (9, 11)).astype("uint8"),
    b=r.random((4, 5)) < 0.5, c=r.random((4, 5)) < 0.5,
    i8=r.integers(-128, 128, 12).astype("int8"), i16=r.integers(-30000, 30000, 12).astype("int16"), i32=r.integers(-10**9, 10**9, 12).astype("int32"),
    u32=r.integers(0, 2**32, 12).astype("uint32"), i64=r.integers(-10**15, 10**15, 12), s=r.normal(size=12).astype("float32"), t=r.normal(size=12) * 100,
    n=np.array([1.5, np.nan, -np.inf, 0.0, -0.0, np.inf, -2.5, 3.5]), m=r.integers(0, 6, 40), p=r.random((6, 4)) + 0.1, e=np.zeros((0, 3)),
    A=r.normal(size=(5, 7)).astype("float32"), B=r.normal(size=(7, 4)).astype("float32"), C=r.normal(size=(3, 5, 7)), D=r.normal(size=(3, 7, 2)), one=np.array([[[4.0]]]),
)
globals().update(inputs)
np.savez(os.path.join(here, "inputs.npz"), **inputs)

cases = """
np.sum(long)
np.mean(long)
np.std(long)
np.var(long, ddof=1)
np.sum(wide)
np.sum(wide, axis=0)
np.sum(wide, axis=1)
np.mean(wide, axis=0)
np.mean(wide, axis=-1, keepdims=True)
np.std(wide, axis=0)
np.sum(deep, axis=(0, 2))
np.sum(deep, axis=(1, 2))
np.sum(deep, axis=(0, 1))
np.sum(deep, axis=1)
np.mean(deep)
np.prod(s)
np.prod(f, axis=1)
np.prod(f, axis=(0, 2))
np.prod(i8)
np.sum(i8)
np.sum(i, axis=1)
np.sum(b)
np.sum(b, axis=0)
np.mean(b)
np.mean(u8)
np.mean(u8, axis=0)
np.mean(i, axis=1)
np.std(u8)
np.var(d, axis=0, ddof=1)
np.mean(long, dtype=np.float64)
np.sum(e, axis=0)
np.sum(e)
np.max(f, axis=1)
np.min(f, axis=(0, 2))
np.max(f, axis=(0, 2), keepdims=True)
np.max(n)
np.min(u8)
np.max(i8)
np.amax(d, axis=0)
np.ptp(d, axis=1)
np.argmax(f)
np.argmax(f, axis=1)
np.argmax(d, axis=-1)
np.argmin(f, axis=0)
np.argmax(n)
np.argmax(b, axis=1)
np.argmin(i, axis=1, keepdims=True)
np.any(b, axis=0)
np.all(b)
np.all(i > -21)
np.any(e)
np.all(e, axis=0)
np.count_nonzero(b, axis=1)
np.median(d)
np.median(d, axis=0)
np.median(f, axis=(0, 1))
np.median(i, axis=1, keepdims=True)
np.percentile(d, 30)
np.percentile(d, [25, 50, 75], axis=0)
np.percentile(f, 90, axis=-1)
np.percentile(i, 33.3)
np.percentile(d, 40, method="nearest")
np.quantile(s, 0.25)
np.quantile(t, 0.6, method="midpoint")
np.average(d, axis=0, weights=p[:, 0])
np.average(d, weights=p)
np.cumsum(i)
np.cumsum(f, axis=1)
np.cumsum(u8, axis=0)
np.cumprod(d, axis=-1)
np.cumsum(b, axis=1)
np.diff(i, axis=0)
np.diff(t, n=2)
np.diff(b, axis=1)
np.bincount(m)
np.bincount(m, minlength=9)
np.bincount(m, weights=np.arange(40) / 3)
np.histogram(t)[0]
np.histogram(t)[1]
np.histogram(m, bins=3)[0]
np.histogram(s, bins=5, range=(-1, 1))[0]
np.histogram(s, bins=4, density=True)[0]
np.histogram(m, bins=[0, 2, 4, 6])[0]
d + row
d - col
row * col
d / row
d // row
d % row
-d
i + j
i - j
i * j
i / j
i // j
i % j
i // -j
i % -j
i % 2 == 0
i ** 2
i ** j
d ** 2
p ** d
p ** 0.5
i * 0.5
i / 2
s * 2.0
s * t
s + i64
s + 1
u8 / 255
u8 + w8
u8 - w8
u8 * w8
u8 // 3
u8 % 7
u8 * 0.5
u8 + 1
u8 // (w8 % 4)
u8 / w8
i8 // 0
i8 * i8
i8 + i16
i8 + i32
i16 * i32
i32 * i32
i32 + i64
u32 + i32
u32 + i8
u32 * u32
i8 + u8[0, 0]
i8 - u8[0, 0]
s + i16
s + i32
s * u8[:1, 0]
b + c
b * c
b & c
b | c
b ^ c
~b
b + 1
b * 2.5
b / c
i & j
i | 6
i ^ j
i << 2
i >> 1
j << j
~i
u8 >> 3
u8 < 300
u8 == -1
u8 > 100
i == j
i != 3
n < 1
n == n
n >= 0
n // 2
n % 2
n % -1.5
7 // n
7.5 % n
np.maximum(n, 0)
np.minimum(n, 1.0)
np.maximum(u8, 100)
np.clip(d, -0.5, 0.5)
np.clip(u8, 50, 200)
np.clip(i, None, 3)
np.clip(u8, 0.0, 1.0)
np.clip(s, 0, 1)
np.abs(i8)
np.abs(d)
np.sign(n)
np.sign(i)
np.square(i)
np.square(s)
np.sqrt(p)
np.sqrt(j)
np.exp(d)
np.exp(s)
np.expm1(d)
np.expm1(s / 1000)
np.log(p)
np.log2(p)
np.log10(p)
np.log1p(p)
np.log1p(p / 1e6)
np.sin(d)
np.cos(s)
np.tan(d)
np.tanh(d)
np.tanh(s)
np.arctan(d)
np.arcsin(d / 10)
np.arctan2(d, p)
np.sinh(d)
np.hypot(d, p)
np.deg2rad(t)
np.degrees(d)
np.floor(t)
np.ceil(s)
np.trunc(t)
np.floor(i)
np.rint(n)
np.round(t, 2)
np.round(s, 3)
np.round(t, -1)
np.round(i, -1)
np.round(n)
np.around(d, decimals=1)
np.power(i, 3)
np.power(2, j)
np.power(p, 1.7)
np.mod(t, 7)
np.floor_divide(t, 7)
np.reciprocal(p)
np.logaddexp(d, p)
np.nan_to_num(n)
np.nan_to_num(n, nan=-1.0, posinf=9.0, neginf=-9.0)
np.isnan(n)
np.isinf(n)
np.isfinite(n)
np.isclose(d, d + 1e-9)
np.logical_and(i > 0, j > 3)
np.logical_not(i)
np.where(i % 2 == 0, 1, 0)
np.where(b, 1, 0.5)
np.where(d > 0, d, 0)
np.where(u8 > 128, u8, 0)
np.where(row > 0, col, d)
np.where(i > 0)[0]
np.where(i > 0)[1]
np.argwhere(b)
np.nonzero(n)[0]
np.flatnonzero(i > 5)
np.arange(10)
np.arange(3, 20, 4)
np.arange(10, 0, -3)
np.arange(0, 1, 0.1)
np.arange(-1.5, 2.0, 0.3)
np.arange(0, 1, 0.1, dtype=np.float32)
np.arange(5, dtype=np.float32)
np.arange(5.5)
np.linspace(0, 1, 7)
np.linspace(-3, 5)
np.linspace(0, 10, 5, endpoint=False)
np.linspace(1, 2, 4, dtype=np.float32)
np.linspace(0, 9, 4, dtype=int)
np.logspace(0, 3, 4)
np.logspace(0, 2, 5, base=2.0)
np.eye(3)
np.eye(3, 4, k=1)
np.identity(2)
np.full((2, 3), 7)
np.full((2, 2), 0.5, dtype=np.float32)
np.zeros((2, 2))
np.ones(3, dtype=np.uint8)
np.ones_like(i)
np.full_like(s, 3)
np.diag(row)
np.diag(d)
np.diag(d, k=-1)
np.tril(d)
np.triu(d, k=1)
np.meshgrid(np.arange(3), np.arange(2))[0]
np.meshgrid(np.arange(3), np.arange(2))[1]
np.meshgrid(np.arange(3), np.arange(2), indexing="ij")[1]
np.concatenate([d, p], axis=0)
np.concatenate([d, p], axis=1)
np.concatenate([d, p], axis=None)
np.concatenate([i, j.astype("int32"), s[:6].reshape(1, 6)])
np.concatenate([u8, w8], axis=-1)
np.stack([d, p])
np.stack([d, p], axis=-1)
np.stack([d, p], axis=1)
np.vstack([row, row])
np.vstack([d, row])
np.hstack([row, row])
np.hstack([d, col])
np.dstack([d, p])
np.column_stack([row, row, row])
np.append(i, j)
np.append(d, p, axis=1)
np.split(d, 3)[1]
np.split(d, 2, axis=1)[1]
np.split(d, [1, 4])[1]
np.split(row, [1, 9])[2]
np.array_split(np.arange(10), 3)[0]
np.array_split(np.arange(10), 3)[2]
np.hsplit(d, 2)[0]
np.vsplit(d, 2)[1]
np.expand_dims(d, 0)
np.expand_dims(d, -1)
np.expand_dims(d, (0, 3))
np.squeeze(one)
np.squeeze(one, axis=1)
np.reshape(d, (2, -1))
np.ravel(f)
np.transpose(d)
np.transpose(f, (2, 0, 1))
np.swapaxes(f, 0, 2)
np.moveaxis(f, 0, -1)
np.moveaxis(f, [0, 1], [1, 0])
np.rollaxis(f, 2)
np.tile(d, 2)
np.tile(row, (3, 2))
np.tile(d, (2, 1, 2))
np.repeat(row, 3)
np.repeat(d, 2, axis=0)
np.repeat(d, 3, axis=-1)
np.repeat(row, [1, 0, 2, 3])
np.pad(d, 1)
np.pad(d, ((1, 2), (0, 3)), mode="constant", constant_values=9)
np.pad(i, 2, mode="edge")
np.pad(i, (1, 3), mode="reflect")
np.pad(row, 7, mode="reflect")
np.pad(row, 9, mode="symmetric")
np.pad(i, 4, mode="wrap")
np.pad(d, 1, mode="maximum")
np.pad(i, 1, mode="minimum")
np.pad(i, 1, mode="mean")
np.pad(d, (2, 3), mode="linear_ramp")
np.flip(f)
np.flip(f, 1)
np.flip(f, (0, 2))
np.fliplr(d)
np.flipud(d)
np.roll(d, 1)
np.roll(d, -2, axis=1)
np.roll(f, (1, 2), axis=(0, 1))
np.rot90(d)
np.rot90(d, 2)
np.rot90(d, 3)
np.rot90(f, -1, (1, 2))
np.take(d, [0, 5, 2])
np.take(d, [2, -1], axis=1)
np.take_along_axis(d, np.argsort(d, axis=1), axis=1)
np.delete(d, 1, axis=0)
np.delete(row, [0, 2])
np.delete(i, slice(1, 4), axis=1)
np.insert(row, 1, 9.5)
np.insert(d, 2, row, axis=0)
np.insert(d, -1, 0.5, axis=1)
np.resize(row, (3, 3))
np.sort(t)
np.sort(f, axis=1)
np.sort(f, axis=0)
np.sort(i, axis=None)
np.sort(n)
np.argsort(t)
np.argsort(f, axis=1)
np.argsort(n)
np.argsort(m, kind="stable")
np.searchsorted(np.sort(t), [0, 50, -1e9, 1e9])
np.searchsorted(np.sort(m), [0, 3, 6], side="right")
np.digitize(s, [-1.0, 0.0, 1.0])
np.unique(m)
np.unique(n)
np.unique(i, return_counts=True)[1]
np.unique(m, return_index=True)[1]
np.unique(i, return_inverse=True)[1]
np.unique(b)
np.isin(i, [1, 2, 3, -5])
np.union1d(m, [9, 7])
np.intersect1d(m, [5, 9, 1])
np.setdiff1d(m, [0, 1])
np.dot(row, row)
np.dot(A, B)
np.dot(d, row)
np.dot(C, D)
np.dot(i, j.T)
np.dot(2, d)
np.matmul(A, B)
np.matmul(C, D)
np.matmul(C, D[0])
np.matmul(A, C[0].T)
np.matmul(row, d.T)
np.inner(row, d)
np.outer(row, i[0])
np.linalg.norm(d)
np.linalg.norm(s)
np.linalg.norm(d, axis=1)
np.linalg.norm(d, axis=1, keepdims=True)
np.linalg.norm(d, 1, axis=0)
np.linalg.norm(d, np.inf)
np.linalg.norm(i, axis=0)
np.linalg.norm(row, 3)
np.trace(d)
np.broadcast_to(row, (2, 4))
t.astype(np.int32)
t.astype(np.uint8)
(t * 1e9).astype(np.int32)
(t * 10).astype(np.int8)
n.astype(np.int64)
n.astype(np.uint8)
n.astype(bool)
i.astype(np.uint8)
i64.astype(np.int16)
u32.astype(np.int32)
u32.astype(np.float32)
i64.astype(np.float32)
t.astype(np.float32)
b.astype(np.float32)
(t * 1e8).astype(np.uint32)
f[0]
f[1, 2, 0]
f[-1, 1:3]
f[:, 0]
f[:, -1, 1:]
f[..., 0]
f[1:6:2, ::-1]
f[::-2, 4:0:-3, :]
f[:, np.newaxis, 0]
f[3:100]
f[5:2]
d[[0, 2, 5]]
d[[0, -1], [1, 2]]
d[:, [3, 0]]
d[[[0], [2]], [1, 3]]
f[0, :, [1, 2, 0, 1]]
f[[0, 1], :, [1, 2]]
f[:, [0, 1], [1, 2]]
f[[1, 2], 3]
d[d > 0]
d[d[:, 0] > 0]
d[:, row > 0]
d[d[:, 0] > 0, 1]
f[f[:, :, 0] > 0]
f[b[0, :1].repeat(7), 2]
d[np.argsort(d[:, 0])]
d[np.where(d > 0.5)]
""".strip().splitlines()

values = {}
for k, case in enumerate(cases):
    try: values[str(k)] = np.asarray(eval(case))
    except Exception as e: raise SystemExit(f"{case}: {e}")
np.savez_compressed(os.path.join(here, "values.npz"), **{k: v if v.dtype != np.uint64 else v.astype(np.int64) for k, v in values.items()})
json.dump(cases, open(os.path.join(here, "cases.json"), "w"), indent=0)

printed = """
np.arange(5)
np.arange(12).reshape(3, 4)
np.arange(24).reshape(2, 3, 4)
np.array([1, -20, 300])
np.array([True, False])
np.array([[True], [False]])
np.array(True)
np.array([1.0, 2.0])
np.array([0.1, 2.5, 300.25])
np.array([1/3, 2/3])
np.array([1e-5, 1.0])
np.array([1e-5, 1e-6])
np.array([1e8, 1.0])
np.array([99999999.0, 1.0])
np.array([1e10, 1e-10, -3.14159265358979])
np.array([np.nan, 1.0, np.inf])
np.array([np.nan, -np.inf])
np.array([np.nan, 1e-9, -np.inf, 12345.678])
np.array([-0.0, 0.0])
np.array([0.001953125, 0.005859375])
np.array([0.000123456789, 0.1])
np.array([1234.5678, 1.5])
np.array([999.99999999999, 1.0])
np.array([0.999999999, 0.5])
np.array([0.1, 0.2, 0.3], dtype=np.float32)
np.array([1/3, 1e-4], dtype=np.float32)
np.array([1234567.0, 2.0], dtype=np.float32)
np.array([123456.0, 200.0], dtype=np.float32)
np.array([16777216.0, 0.5], dtype=np.float32)
np.array([1e-30, 1e30], dtype=np.float32)
np.array(3.5)
np.array(1e-7)
np.array(1e22)
np.array(0.1, dtype=np.float32)
np.float32(16777216.0)
np.float64(1e16)
np.float64(123456789012345680.0)
np.int64(-3)
np.zeros((0,))
np.zeros((2, 0))
np.zeros((0, 3), dtype=np.float32)
np.zeros((2, 2))
np.ones((1, 1, 1))
np.arange(100)
np.arange(1000)
np.arange(1001)
np.arange(10000).reshape(100, 100)
np.arange(3000).reshape(10, 3, 100)
np.arange(2000).reshape(2, 1000)
np.arange(1200).reshape(1200, 1)
np.linspace(0, 1, 30)
np.linspace(-1, 1, 40, dtype=np.float32)
np.linspace(0, 1, 2000)
np.linspace(0, 1e6, 1100)
np.arange(60).reshape(3, 20) * 1000003
np.array([[1.5, -2.25], [1000.125, 3]])
np.array([[0.00001, 123456.7], [1, 2]])
np.array([255, 0, 7], dtype=np.uint8)
np.array([-1, 4000000], dtype=np.int32)
np.eye(3)
np.eye(11)
np.arange(40) / 7
np.arange(8).reshape(2, 2, 2) / 3
np.array([[[True, False]]])
np.array([5e-324, 1.7976931348623157e308])
np.array([1e-45, 3.4028235e38], dtype=np.float32)
np.array([100.0, 1e-3])
np.array([1000.0, 1.0])
np.array([1001.0, 1.0])
np.array([1e15, 1e15 + 2])
np.array([4.35, 4.349999999999999])
f
d
i
n
long
wide
""".strip().splitlines()
texts = {case: [str(eval(case)), repr(eval(case))] for case in printed}

options = {}
def with_options(text, **kw):
    with np.printoptions(**kw):
        options[json.dumps([text, kw])] = str(eval(text))
for kw in [dict(precision=3), dict(precision=2, suppress=True), dict(suppress=True), dict(threshold=5), dict(threshold=5, edgeitems=2), dict(linewidth=40), dict(sign="+"), dict(sign=" "),
           dict(floatmode="fixed"), dict(floatmode="fixed", precision=3), dict(floatmode="unique"), dict(floatmode="maxprec_equal"), dict(nanstr="-", infstr="oo"), dict(precision=0)]:
    for text in ["d", "n", "i", "np.array([1e-5, 1.0, 2.25])", "np.array([1/3, 1e9])", "np.arange(30) / 4", "s", "np.array([0.5, 2.5, 1.0])"]:
        with_options(text, **kw)
json.dump(dict(texts=texts, options=options), open(os.path.join(here, "printed.json"), "w"), indent=0)

# Files as NumPy writes them.
np.save(os.path.join(here, "f4.npy"), f)
np.save(os.path.join(here, "scalar.npy"), np.array(2.5))
np.save(os.path.join(here, "fortran.npy"), np.asfortranarray(d))
np.save(os.path.join(here, "big_endian.npy"), i32.astype(">i4"))
np.save(os.path.join(here, "bools.npy"), b)
np.save(os.path.join(here, "objects.npy"), np.array([1, "a", None], dtype=object), allow_pickle=True)
