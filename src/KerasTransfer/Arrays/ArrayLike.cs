using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

/// <summary>What NumPy calls array_like: an array, a number, or a list of them (<c>[25, 50, 75]</c>, <c>[[1, 2], [3, 4]]</c>).</summary>
[CollectionBuilder(typeof(ArrayLike), nameof(Create))]
public readonly struct ArrayLike : IEnumerable<ArrayLike>
{
    /// <summary>The array it stands for.</summary>
    public NDArray Array { get; }
    private ArrayLike(NDArray array) => Array = array;

    /// <summary>For collection expressions: numbers, or rows of one length.</summary>
    /// <exception cref="ValueError">The parts differ in shape.</exception>
    public static ArrayLike Create(ReadOnlySpan<ArrayLike> parts) => new(NDArray.Stack(parts.ToArray(), p => p.Array));

    /// <summary>An array.</summary>
    public static implicit operator ArrayLike(NDArray array) => new(array);
    /// <summary>A number.</summary>
    public static implicit operator ArrayLike(int value) => new(value);
    /// <summary>A number.</summary>
    public static implicit operator ArrayLike(long value) => new(value);
    /// <summary>A number.</summary>
    public static implicit operator ArrayLike(double value) => new(value);
    /// <summary>A number.</summary>
    public static implicit operator ArrayLike(float value) => new(value);
    /// <summary>A number.</summary>
    public static implicit operator ArrayLike(bool value) => new(value);
    /// <summary>A number.</summary>
    public static implicit operator ArrayLike(byte value) => new(value);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(int[] values) => new(values);
    /// <summary>Numbers along two axes, copied.</summary>
    public static implicit operator ArrayLike(int[,] values) => new(values);
    /// <summary>Numbers along two axes, the rows all of one length, copied.</summary>
    public static implicit operator ArrayLike(int[][] values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(List<int> values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(long[] values) => new(values);
    /// <summary>Numbers along two axes, copied.</summary>
    public static implicit operator ArrayLike(long[,] values) => new(values);
    /// <summary>Numbers along two axes, the rows all of one length, copied.</summary>
    public static implicit operator ArrayLike(long[][] values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(List<long> values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(double[] values) => new(values);
    /// <summary>Numbers along two axes, copied.</summary>
    public static implicit operator ArrayLike(double[,] values) => new(values);
    /// <summary>Numbers along two axes, the rows all of one length, copied.</summary>
    public static implicit operator ArrayLike(double[][] values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(List<double> values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(float[] values) => new(values);
    /// <summary>Numbers along two axes, copied.</summary>
    public static implicit operator ArrayLike(float[,] values) => new(values);
    /// <summary>Numbers along two axes, the rows all of one length, copied.</summary>
    public static implicit operator ArrayLike(float[][] values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(List<float> values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(bool[] values) => new(values);
    /// <summary>Numbers along two axes, copied.</summary>
    public static implicit operator ArrayLike(bool[,] values) => new(values);
    /// <summary>Numbers along two axes, the rows all of one length, copied.</summary>
    public static implicit operator ArrayLike(bool[][] values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(List<bool> values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(byte[] values) => new(values);
    /// <summary>Numbers along two axes, copied.</summary>
    public static implicit operator ArrayLike(byte[,] values) => new(values);
    /// <summary>Numbers along two axes, the rows all of one length, copied.</summary>
    public static implicit operator ArrayLike(byte[][] values) => new(values);
    /// <summary>Numbers along one axis, copied.</summary>
    public static implicit operator ArrayLike(List<byte> values) => new(values);

    /// <summary>Goes over the first axis.</summary>
    public IEnumerator<ArrayLike> GetEnumerator() => Array.Select(part => new ArrayLike(part)).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
