namespace KerasTransfer.Tests.Arrays;

/// <summary>What arrays are: memory, views, conversions, assignment, errors. Values worked out by hand.</summary>
[TestClass]
public class NDArrayTests
{
    private static void Same(ArrayLike expected, NDArray actual)
    {
        Assert.AreEqual(expected.Array.shape, actual.shape);
        Assert.IsTrue(np.array_equal(expected, actual, equal_nan: actual.dtype.IsFloating), $"expected {expected.Array}, got {actual}");
    }

    private static void Throws(string message, Action action) => Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message);

    [TestMethod]
    public void FromArray_wraps_and_AsSpan_shares()
    {
        float[] data = [1, 2, 3, 4, 5, 6];
        NDArray a = NDArray.FromArray(data, (2, 3));
        a.AsSpan<float>()[4] = 50;
        Assert.AreEqual(50, data[4]);
        Assert.AreEqual(DType.float32, a.dtype);
        Assert.AreEqual((2, 6, 4, 24L, 2), (a.ndim, a.size, a.itemsize, a.nbytes, a.Length));
        Assert.Contains("float32, not Double", Assert.Throws<ValueError>(() => _ = a.AsSpan<double>()[0]).Message);
        Assert.ThrowsExactly<ValueError>(() => NDArray.FromArray(data, (2, 2)));
        Assert.ThrowsExactly<ValueError>(() => NDArray.FromArray(new uint[1], 1).AsSpan<int>()[0]++);
    }

    [TestMethod]
    public void Contiguous_slices_are_views_and_others_copies()
    {
        NDArray a = np.arange(12).reshape(3, 4);
        a[1][2] = 60;
        a[1..][0, 0] = 40;
        a[2, 1..3][0] = 90;
        a.reshape(-1)[0] = 100;
        Same([[100, 1, 2, 3], [40, 5, 60, 7], [8, 90, 10, 11]], a);
        NDArray column = a[.., 0], element = a[0, 0], even = a["::2"], turned = a.T, copied = a.copy();
        a[..] = 0;
        Same([100, 40, 8], column);
        Assert.AreEqual(100, (int)element);
        Assert.AreEqual(100, (int)even[0, 0]);
        Assert.AreEqual(100, (int)turned[0, 0]);
        Assert.AreEqual(100, (int)copied[0, 0]);
    }

    [TestMethod]
    public void Assignment_reaches_every_kind_of_part()
    {
        NDArray a = np.zeros((3, 4), dtype: "int32");
        a[.., 1] = 5;
        a[0] = new[] { 1, 2, 3, 4 };
        a["::2", ^1] = 9;
        a[a == 2] = 7;
        Same([[1, 7, 3, 9], [0, 5, 0, 0], [0, 5, 0, 9]], a);
        a[new[] { 1, 2 }, new[] { 0, 2 }] = new[] { -1, -2 };
        a[.., 3] += 10;
        a["...", 0] *= 2;
        Same([[2, 7, 3, 19], [-2, 5, 0, 10], [0, 5, -2, 19]], a);
        a[1..] = a[..^1];                             // overlapping memory
        Same([[2, 7, 3, 19], [2, 7, 3, 19], [-2, 5, 0, 10]], a);
        a[0] = 2.9;                                   // cut off towards zero
        Same([2, 2, 2, 2], a[0]);
        a[np.nonzero(a == 19)] = 0;
        Assert.AreEqual(0, (int)a[1, 3]);
        NDArray b = np.zeros((2, 3), dtype: "bool");
        b[1, ..2] = true;
        Same([[false, false, false], [true, true, false]], b);
        b.fill(true);
        Assert.IsTrue((bool)b.all());
    }

    [TestMethod]
    public void Slices_are_cut_as_in_Python()
    {
        NDArray a = np.arange(5);
        Same([0, 1, 2, 3, 4], a[..100]);
        Same([3, 4], a[^2..]);
        Same([0, 1, 2, 3, 4], a[^9..]);
        Assert.AreEqual(0, a[4..2].size);
        Same([4, 2, 0], a[Slice.Step(null, null, -2)]);
        Same([1, 3], a["1:-1:2"]);
        Same([4], a["-1:"]);
        Assert.AreEqual(4, (int)a[-1]);
        Assert.AreEqual(4, (int)a["-1"]);
        Same([[0], [1]], a[..2, np.newaxis]);
        Throws("slice step cannot be zero", () => _ = a["::0"]);
        Throws("'a:b' is no slice", () => _ = a["a:b"]);
    }

    [TestMethod]
    public void Errors_have_NumPys_words()
    {
        NDArray a = np.zeros((2, 3)), b = np.zeros(4);
        Throws("operands could not be broadcast together with shapes (2,3) (4,)", () => _ = a + b);
        Throws("index 5 is out of bounds for axis 0 with size 2", () => _ = a[5]);
        Throws("index -4 is out of bounds for axis 1 with size 3", () => _ = a[0, -4]);
        Throws("too many indices for array: array is 2-dimensional, but 3 were indexed", () => _ = a[0, 0, 0]);
        Throws("an index can only have a single ellipsis ('...')", () => _ = a["...", "..."]);
        Throws("boolean index did not match indexed array along axis 0; size of axis is 4 but size of corresponding boolean axis is 2", () => _ = b[new[] { true, false }]);
        Throws("shape mismatch: indexing arrays could not be broadcast together with shapes (2,) (3,)", () => _ = a[new[] { 0, 1 }, new[] { 0, 1, 2 }]);
        Throws("arrays used as indices must be of integer (or boolean) type", () => _ = a[(NDArray)new[] { 0.5 }]);
        Throws("could not broadcast input array from shape (4,) into shape (2,3)", () => a[..] = b);
        Throws("cannot reshape array of size 6 into shape (4,)", () => a.reshape(4));
        Throws("cannot reshape array of size 6 into shape (4, -1)", () => a.reshape(4, -1));
        Throws("can only specify one unknown dimension", () => a.reshape(-1, -1));
        Throws("axis 2 is out of bounds for array of dimension 2", () => a.sum(axis: 2));
        Throws("duplicate value in 'axis'", () => a.sum(axis: (0, 0)));
        Throws("zero-size array to reduction operation maximum which has no identity", () => np.zeros(0).max());
        Throws("attempt to get argmax of an empty sequence", () => np.zeros(0).argmax());
        Throws("can only convert an array of size 1 to a scalar; this one has shape (4,).", () => _ = (double)b);
        Throws("The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()", () => { if (a == 0) { } });
        Throws("numpy boolean subtract", () => _ = (a == 0) - (a == 0));
        Throws("Integers to negative integer powers are not allowed.", () => np.power(np.arange(3), -1));
        Throws("len() of unsized object", () => _ = np.array(1).Length);
        Throws("iteration over a 0-d array", () => np.array(1).Count());
        Throws("need at least one array to concatenate", () => np.concatenate(new NDArray[0]));
        Throws("along dimension 1, the array at index 0 has size 3 and the array at index 1 has size 2", () => np.concatenate([a, np.zeros((2, 2))]));
        Throws("all input arrays must have the same shape", () => np.stack([a, b]));
        Throws("array split does not result in an equal division", () => np.split(b, 3));
        Throws("shapes (2,3) and (4,) not aligned: 3 (dim 1) != 4 (dim 0)", () => np.dot(a, b));
        Throws("(size 4 is different from 3)", () => np.matmul(a, b));
        Throws("cannot select an axis to squeeze out which has size not equal to one", () => a.squeeze(0));
        Throws("axes don't match array", () => a.transpose([0]));
        Throws("inhomogeneous shape", () => np.array(new[] { new[] { 1, 2 }, new[] { 3 } }));
        Throws("Percentiles must be in the range [0, 100]", () => np.percentile(b, 101));
        Throws("mode 'circular' is not supported", () => np.pad(a, 1, mode: "circular"));
        Assert.AreEqual("Python integer 300 out of bounds for uint8", Assert.ThrowsExactly<OverflowException>(() => np.zeros(2, dtype: "uint8") + 300).Message);
        Assert.ThrowsExactly<OverflowException>(() => np.zeros(2, dtype: "uint8")[0] = -1);
    }

    [TestMethod]
    public void Numbers_give_way_to_arrays()
    {
        NDArray pixels = np.ones(2, dtype: "uint8"), single = np.ones(2, dtype: "float32"), whole = np.arange(2);
        Assert.AreEqual(DType.float64, (pixels / 255).dtype);
        Assert.AreEqual(DType.float32, (pixels / 255f).dtype);
        Assert.AreEqual(DType.uint8, (pixels + 1).dtype);
        Assert.AreEqual(DType.float32, (single * 2.0).dtype);
        Assert.AreEqual(DType.float32, (single + 1).dtype);
        Assert.AreEqual(DType.float64, (whole * 0.5).dtype);
        Assert.AreEqual(DType.float64, (single * np.sqrt(2)).dtype);      // a float64 of NumPy's, not a plain number
        Assert.AreEqual(DType.float32, (single - np.mean(single)).dtype);
        NDArray two = 2;
        Assert.AreEqual(DType.float32, (single * (two * 0.25)).dtype);    // plain numbers among themselves stay plain
        Assert.AreEqual(DType.int64, np.where(whole == 0, 1, 0).dtype);
        Assert.AreEqual(DType.int64, np.array([1, 2, 3]).dtype);
        Assert.AreEqual(DType.float32, np.array([1, 2.5f]).dtype);
        Assert.AreEqual(DType.float64, np.array([1, 2.5]).dtype);
        Assert.AreEqual(DType.int32, np.array([1, 2], dtype: np.int32).dtype);
    }

    [TestMethod]
    public void Arrays_come_from_what_scripts_have()
    {
        Same([[1, 2], [3, 4]], np.array([[1, 2], [3, 4]]));
        Same([[[1, 2], [3, 4]]], np.array([[[1, 2], [3, 4]]]));
        Same([[1.5, 2], [3, 4]], np.array([[1.5, 2], [3, 4]]));
        Same([[1, 2, 3]], np.array(new[,] { { 1, 2, 3 } }));
        Same([1, 2], np.array(new List<double> { 1, 2 }));
        Same([0, 1, 4], np.array(Enumerable.Range(0, 3).Select(x => x * x)));
        Same([[1, 2], [3, 4]], np.array(new List<List<int>> { new() { 1, 2 }, new() { 3, 4 } }));
        NDArray a = new[] { 1.0, 2.0 }, b = new[] { new[] { 1f }, new[] { 2f } }, c = new List<int> { 5 };
        Assert.AreEqual("(2,) (2, 1) (1,)", $"{a.shape} {b.shape} {c.shape}");
        Same([[1, 2], [1, 2]], np.array([a, a]));
        Assert.AreEqual(new Shape(0), np.array(new double[0]).shape);
        Assert.AreEqual(DType.uint32, np.array(new uint[] { 1 }).dtype);
        Assert.AreEqual(DType.int8, np.array(new sbyte[] { 1 }).dtype);
    }

    [TestMethod]
    public void One_element_converts_to_a_number()
    {
        NDArray a = np.array([[2.75]]);
        Assert.AreEqual((2.75, 2.75f, 2, 2L, true), ((double)a, (float)a, (int)a, (long)a, (bool)a));
        Assert.AreEqual(2, a.item<byte>());
        Assert.AreEqual(3.0, np.arange(4).item<double>(-1));
        if (a > 2) { } else Assert.Fail();
        Assert.IsTrue(np.all(a > 2) && np.any(a > 2) ? true : false);
        NDArray? none = null;
        Assert.IsTrue((bool)(none == null));
        Assert.IsTrue((bool)(a != null));
    }

    [TestMethod]
    public void Goes_over_the_first_axis()
    {
        int sum = 0;
        foreach (NDArray row in np.arange(6).reshape(3, 2)) sum += (int)row[0];
        Assert.AreEqual(0 + 2 + 4, sum);
        Assert.AreEqual(3, np.zeros((3, 2)).Length);
        Assert.AreEqual("[[0, 1], [2, 3]]", PythonText.Repr(np.arange(4).reshape(2, 2).tolist()));
        Assert.AreEqual("[0.0, 1.0]", PythonText.Repr(np.arange(2.0).tolist()));
    }

    [TestMethod]
    public void Methods_do_what_the_functions_do()
    {
        NDArray a = np.array([[3, 1, 2], [6, 5, 4]]);
        Same([6, 15], a.sum(axis: 1));
        Same([4.5, 3, 3], a.mean(axis: 0));
        Same([3, 6], a.max(axis: 1));
        Same([[1], [2]], a.argmin(axis: 1, keepdims: true));
        Same([[3, 6], [1, 5], [2, 4]], a.T);
        Same([3, 1, 2, 6, 5, 4], a.flatten());
        Same([[2, 2, 2], [4, 4, 4]], a.clip(2, 2) * new[,] { { 1 }, { 2 } });
        a.sort();
        Same([[1, 2, 3], [4, 5, 6]], a);
        a.sort(axis: 0);
        CollectionAssert.AreEqual(new byte[] { 1, 0, 0, 0 }, np.array([1], dtype: "int32").tobytes());
        Same([1, 3], np.array([1.0, 2, 3]).take([0, 2]));
        Same([[0.0, 1]], np.zeros((1, 1, 2)).squeeze(0) + new[] { 0.0, 1 });
    }

    [TestMethod]
    public void Unique_gives_what_is_asked_for()
    {
        NDArray a = np.array([3, 1, 3, 7, 1]);
        Same([1, 3, 7], np.unique(a));
        var (values, counts) = np.unique(a, return_counts: true);
        Same([1, 3, 7], values);
        Same([2, 2, 1], counts);
        var (_, index, inverse, _) = np.unique(a, return_index: true, return_inverse: true, return_counts: true);
        Same([1, 0, 3], index);
        Same([1, 0, 1, 2, 0], inverse);
        Same([1, 3, 7], values[np.argsort(values)]);
    }

    [TestMethod]
    public void Lists_work_where_scripts_pass_them()
    {
        IReadOnlyList<double> losses = [0.5, 0.25, 0.75];
        Assert.AreEqual(0.5, (double)np.mean(losses));
        Assert.AreEqual(1, (int)np.argmin(losses));
        Assert.AreEqual(3, (int)np.max([1, 2, 3]));
        Assert.AreEqual(2.0, (double)np.mean(new List<int> { 1, 2, 3 }));
        Assert.AreEqual(2.0, (double)np.mean(new[] { 1.0, 3.0 }));
        Same([1, 2, 1, 2], np.concatenate((np.array([1, 2]), np.array([1, 2]))));
        Same([1, 2, 3, 4], np.concatenate(np.array([[1, 2], [3, 4]])));
        Same([[1, 5], [2, 6]], np.c_[np.array([1, 2]), np.array([5, 6])]);
        Same([[1, 3], [2, 4]], np.stack(np.meshgrid(np.array([1, 2]), np.array([3, 4]), indexing: "ij"), axis: -1)[new[] { 0, 1 }, 0] * new[] { 1, 1 } + new[,] { { 0, 0 }, { 0, 1 } });
        Assert.IsTrue(np.allclose(new[] { 1.0, 2.0 }, [1, 2 + 1e-9]));
        Same([4.0, 9.0], np.vectorize(x => x * x)(np.array([2, 3])));
    }

    [TestMethod]
    public void What_types_hold()
    {
        Assert.AreEqual(1.1920928955078125e-07, np.finfo(np.float32).eps);
        Assert.AreEqual(2.220446049250313e-16, np.finfo(np.float64).eps);
        Assert.AreEqual(1.1754943508222875e-38, np.finfo(np.float32).tiny);
        Assert.AreEqual(255, np.iinfo(np.uint8).max);
        Assert.AreEqual(Math.PI, np.pi);
    }

    [TestMethod]
    public void Big_arrays_of_odd_sizes_agree_with_plain_loops()
    {
        foreach (int n in (int[])[1, 7, 8, 127, 129, 2047, 2049, 10007])
        {
            NDArray a = np.arange(n * 3).reshape(n, 3).astype("uint8"), row = np.array([1.0, 2.0, 3.0]), column = np.arange(n).reshape(n, 1);
            double[] expected = [.. Enumerable.Range(0, n * 3).Select(k => (byte)k * (k % 3 + 1.0) - k / 3)];
            Same(NDArray.FromArray(expected, (n, 3)), a * row - column);
            Same(NDArray.FromArray(expected, (n, 3)).T, a.T * row.reshape(3, 1) - column.T);
        }
    }
}
