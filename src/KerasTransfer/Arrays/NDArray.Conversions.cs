using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasTransfer;

public sealed partial class NDArray
{
    // Plain integers become int64, as in NumPy; FromArray keeps int32.

    /// <summary>A number; it takes on the type of the array it meets.</summary>
    public static implicit operator NDArray(int value) => ScalarOf((long)value, isWeak: true);
    /// <summary>A number; it takes on the type of the array it meets.</summary>
    public static implicit operator NDArray(long value) => ScalarOf(value, isWeak: true);
    /// <summary>A number; it takes on the type of the floating point array it meets.</summary>
    public static implicit operator NDArray(double value) => ScalarOf(value, isWeak: true);
    /// <summary>A number of type float32, NumPy's <c>np.float32(value)</c>: it makes uint8 pixels float32.</summary>
    public static implicit operator NDArray(float value) => ScalarOf(value);
    /// <summary>True or false.</summary>
    public static implicit operator NDArray(bool value) => ScalarOf(value, isWeak: true);
    /// <summary>A number of type uint8, NumPy's <c>np.uint8(value)</c>.</summary>
    public static implicit operator NDArray(byte value) => ScalarOf(value);

    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(int[] values) => Of(values);
    /// <summary>Two axes, the elements copied.</summary>
    public static implicit operator NDArray(int[,] values) => OfBlock<int>(values);
    /// <summary>Three axes, the elements copied.</summary>
    public static implicit operator NDArray(int[,,] values) => OfBlock<int>(values);
    /// <summary>Four axes, the elements copied.</summary>
    public static implicit operator NDArray(int[,,,] values) => OfBlock<int>(values);
    /// <summary>Two axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(int[][] values) => Stack(values, Of);
    /// <summary>Three axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(int[][][] values) => Stack(values, rows => Stack(rows, Of));
    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(List<int> values) => Of<int>(CollectionsMarshal.AsSpan(values));

    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(long[] values) => Of(values);
    /// <summary>Two axes, the elements copied.</summary>
    public static implicit operator NDArray(long[,] values) => OfBlock<long>(values);
    /// <summary>Three axes, the elements copied.</summary>
    public static implicit operator NDArray(long[,,] values) => OfBlock<long>(values);
    /// <summary>Four axes, the elements copied.</summary>
    public static implicit operator NDArray(long[,,,] values) => OfBlock<long>(values);
    /// <summary>Two axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(long[][] values) => Stack(values, Of);
    /// <summary>Three axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(long[][][] values) => Stack(values, rows => Stack(rows, Of));
    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(List<long> values) => Of<long>(CollectionsMarshal.AsSpan(values));

    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(float[] values) => Of(values);
    /// <summary>Two axes, the elements copied.</summary>
    public static implicit operator NDArray(float[,] values) => OfBlock<float>(values);
    /// <summary>Three axes, the elements copied.</summary>
    public static implicit operator NDArray(float[,,] values) => OfBlock<float>(values);
    /// <summary>Four axes, the elements copied.</summary>
    public static implicit operator NDArray(float[,,,] values) => OfBlock<float>(values);
    /// <summary>Two axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(float[][] values) => Stack(values, Of);
    /// <summary>Three axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(float[][][] values) => Stack(values, rows => Stack(rows, Of));
    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(List<float> values) => Of<float>(CollectionsMarshal.AsSpan(values));

    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(double[] values) => Of(values);
    /// <summary>Two axes, the elements copied.</summary>
    public static implicit operator NDArray(double[,] values) => OfBlock<double>(values);
    /// <summary>Three axes, the elements copied.</summary>
    public static implicit operator NDArray(double[,,] values) => OfBlock<double>(values);
    /// <summary>Four axes, the elements copied.</summary>
    public static implicit operator NDArray(double[,,,] values) => OfBlock<double>(values);
    /// <summary>Two axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(double[][] values) => Stack(values, Of);
    /// <summary>Three axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(double[][][] values) => Stack(values, rows => Stack(rows, Of));
    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(List<double> values) => Of<double>(CollectionsMarshal.AsSpan(values));

    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(bool[] values) => Of(values);
    /// <summary>Two axes, the elements copied.</summary>
    public static implicit operator NDArray(bool[,] values) => OfBlock<bool>(values);
    /// <summary>Three axes, the elements copied.</summary>
    public static implicit operator NDArray(bool[,,] values) => OfBlock<bool>(values);
    /// <summary>Four axes, the elements copied.</summary>
    public static implicit operator NDArray(bool[,,,] values) => OfBlock<bool>(values);
    /// <summary>Two axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(bool[][] values) => Stack(values, Of);
    /// <summary>Three axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(bool[][][] values) => Stack(values, rows => Stack(rows, Of));
    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(List<bool> values) => Of<bool>(CollectionsMarshal.AsSpan(values));

    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(byte[] values) => Of(values);
    /// <summary>Two axes, the elements copied.</summary>
    public static implicit operator NDArray(byte[,] values) => OfBlock<byte>(values);
    /// <summary>Three axes, the elements copied.</summary>
    public static implicit operator NDArray(byte[,,] values) => OfBlock<byte>(values);
    /// <summary>Four axes, the elements copied.</summary>
    public static implicit operator NDArray(byte[,,,] values) => OfBlock<byte>(values);
    /// <summary>Two axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(byte[][] values) => Stack(values, Of);
    /// <summary>Three axes, the rows all of one length, the elements copied.</summary>
    public static implicit operator NDArray(byte[][][] values) => Stack(values, rows => Stack(rows, Of));
    /// <summary>One axis, the elements copied.</summary>
    public static implicit operator NDArray(List<byte> values) => Of<byte>(CollectionsMarshal.AsSpan(values));

    /// <summary>One axis over a copy of the elements; C#'s int becomes int64.</summary>
    internal static NDArray Of<T>(T[] values) where T : unmanaged => Of<T>(values.AsSpan());

    internal static NDArray Of<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        NDArray result = FromArray(values.ToArray(), values.Length);
        return typeof(T) == typeof(int) ? result.astype(DType.int64) : result;
    }

    /// <summary>C#'s array of several axes, copied.</summary>
    internal static NDArray OfBlock<T>(Array values) where T : unmanaged
    {
        int[] dims = new int[values.Rank];
        for (int i = 0; i < dims.Length; i++) dims[i] = values.GetLength(i);
        // An array of several axes lies row by row in memory too.
        return Of<T>(MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length)).View(new Shape(dims));
    }

    /// <summary>Parts of one shape as an array with one more axis before theirs.</summary>
    internal static NDArray Stack<T>(IReadOnlyList<T> parts, Func<T, NDArray> toArray)
    {
        if (parts.Count == 0) return Zeros(0, DType.float64);
        NDArray[] arrays = [.. parts.Select(toArray)];
        Shape each = arrays[0].shape;
        if (arrays.FirstOrDefault(a => a.shape != each) is NDArray other)
            throw new ValueError($"setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions: one part has shape {each}, another {other.shape}.");
        DType dtype = arrays.Select(a => a.dtype).Aggregate(Promotion.Of);   // in a list, plain numbers count in full
        NDArray result = Uninitialized(new Shape([arrays.Length, .. each.Dims]), dtype);
        for (int i = 0; i < arrays.Length; i++) Cast.Copy(arrays[i], result.View(i * arrays[i].size, each));
        return result;
    }
    /// <summary>The one element as a number.</summary>
    /// <exception cref="ValueError">There is not exactly one element.</exception>
    public static explicit operator double(NDArray value) => value.item<double>();
    /// <summary>The one element as a number.</summary>
    /// <exception cref="ValueError">There is not exactly one element.</exception>
    public static explicit operator float(NDArray value) => value.item<float>();
    /// <summary>The one element, cut off towards zero.</summary>
    /// <exception cref="ValueError">There is not exactly one element.</exception>
    public static explicit operator int(NDArray value) => value.item<int>();
    /// <summary>The one element, cut off towards zero.</summary>
    /// <exception cref="ValueError">There is not exactly one element.</exception>
    public static explicit operator long(NDArray value) => value.item<long>();
    /// <summary>The one element, cut off towards zero; beyond 255 it wraps.</summary>
    /// <exception cref="ValueError">There is not exactly one element.</exception>
    public static explicit operator byte(NDArray value) => value.item<byte>();
    /// <summary>Whether the one element is not zero.</summary>
    /// <exception cref="ValueError">There is not exactly one element.</exception>
    public static explicit operator bool(NDArray value) => value.item<bool>();
}
