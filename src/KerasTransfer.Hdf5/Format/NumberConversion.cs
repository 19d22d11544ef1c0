using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasTransfer.Hdf5.Format;

/// <summary>Takes elements as they come out of the file, in pieces and in any order.</summary>
internal interface IElementSink
{
    /// <summary>The place where the elements go if they can be read there as they are; else nothing.</summary>
    Span<byte> Direct(long first, int count);

    /// <summary>Stores elements, the first of them at a row-major index.</summary>
    void Put(long first, ReadOnlySpan<byte> elements);
}

/// <summary>Keeps elements as they are stored.</summary>
internal readonly ref struct ByteSink(Span<byte> destination, int size) : IElementSink
{
    private readonly Span<byte> destination = destination;

    public Span<byte> Direct(long first, int count) => destination.Slice((int)first * size, count * size);

    public void Put(long first, ReadOnlySpan<byte> elements) => elements.CopyTo(destination[((int)first * size)..]);
}

/// <summary>Converts elements to numbers of one type.</summary>
internal readonly ref struct NumberSink<T>(Span<T> destination, Hdf5Data data) : IElementSink where T : unmanaged
{
    private readonly Span<T> destination = destination;
    private readonly bool direct = NumberConversion.IsSame<T>(data.Type);

    public Span<byte> Direct(long first, int count) => direct ? MemoryMarshal.AsBytes(destination.Slice((int)first, count)) : [];

    public void Put(long first, ReadOnlySpan<byte> elements) =>
        NumberConversion.Convert(elements, data.Type, destination.Slice((int)first, elements.Length / data.Type.Size), data);
}

/// <summary>Converts stored numbers to C#'s, refusing what does not fit: integers out of range, fractions asked for as integers,
/// finite numbers that would become infinite. Rounding to a narrower floating point type is no error.</summary>
internal static class NumberConversion
{
    /// <summary>Whether stored elements are, bit for bit, values of T in this machine's byte order.</summary>
    public static bool IsSame<T>(Hdf5Type type) where T : unmanaged =>
        type.Bits is null && type.Size == Unsafe.SizeOf<T>() && (type.Size == 1 || type.IsBigEndian != BitConverter.IsLittleEndian) && type.Class switch
        {
            Hdf5Class.Float => typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half),
            Hdf5Class.Integer or Hdf5Class.Enum when type.IsSigned =>
                typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(int) || typeof(T) == typeof(long),
            Hdf5Class.Integer or Hdf5Class.Enum =>
                typeof(T) == typeof(byte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(uint) || typeof(T) == typeof(ulong),
            _ => false,
        };

    /// <summary>Refuses types that cannot be read as T whatever the values.</summary>
    public static void Check<T>(Hdf5Data data, Hdf5Type? field = null) where T : unmanaged
    {
        Hdf5Type type = field ?? data.Type;
        Hdf5Type.Of<T>();
        bool number = type.Class switch
        {
            Hdf5Class.Integer or Hdf5Class.Enum => type.Bits is null && type.Size is 1 or 2 or 4 or 8,
            Hdf5Class.Float => type.Size is 2 or 4 or 8 || type.Bits is not null && type.Size < 8,
            _ => false,
        };
        if (!number) throw data.Error($"elements of {type} cannot be read as {typeof(T).Name}");
    }

    public static void Convert<T>(ReadOnlySpan<byte> raw, Hdf5Type type, Span<T> destination, Hdf5Data data) where T : unmanaged
    {
        if (IsSame<T>(type))
        {
            raw.CopyTo(MemoryMarshal.AsBytes(destination));
            return;
        }
        if (typeof(T) == typeof(bool))
        {
            Span<double> block = stackalloc double[256];
            Span<bool> flags = MemoryMarshal.Cast<T, bool>(destination);
            while (!flags.IsEmpty)
            {
                int count = Math.Min(block.Length, flags.Length);
                Convert(raw[..(count * type.Size)], type, block[..count], data);
                for (int i = 0; i < count; i++) flags[i] = block[i] != 0;
                raw = raw[(count * type.Size)..];
                flags = flags[count..];
            }
            return;
        }
        try
        {
            if (typeof(T) == typeof(float)) To(raw, type, MemoryMarshal.Cast<T, float>(destination));
            else if (typeof(T) == typeof(double)) To(raw, type, MemoryMarshal.Cast<T, double>(destination));
            else if (typeof(T) == typeof(Half)) To(raw, type, MemoryMarshal.Cast<T, Half>(destination));
            else if (typeof(T) == typeof(long)) To(raw, type, MemoryMarshal.Cast<T, long>(destination));
            else if (typeof(T) == typeof(int)) To(raw, type, MemoryMarshal.Cast<T, int>(destination));
            else if (typeof(T) == typeof(short)) To(raw, type, MemoryMarshal.Cast<T, short>(destination));
            else if (typeof(T) == typeof(sbyte)) To(raw, type, MemoryMarshal.Cast<T, sbyte>(destination));
            else if (typeof(T) == typeof(ulong)) To(raw, type, MemoryMarshal.Cast<T, ulong>(destination));
            else if (typeof(T) == typeof(uint)) To(raw, type, MemoryMarshal.Cast<T, uint>(destination));
            else if (typeof(T) == typeof(ushort)) To(raw, type, MemoryMarshal.Cast<T, ushort>(destination));
            else To(raw, type, MemoryMarshal.Cast<T, byte>(destination));
        }
        catch (OverflowException e)
        {
            throw data.Error($"an element of {type} does not fit into {typeof(T).Name}", e);
        }
    }

    private static void To<T>(ReadOnlySpan<byte> raw, Hdf5Type type, Span<T> destination) where T : unmanaged, INumberBase<T>
    {
        if (type.Bits is { } bits)
        {
            for (int i = 0; i < destination.Length; i++)
                destination[i] = Exact<double, T>(Unusual(raw.Slice(i * type.Size, type.Size), type.IsBigEndian, bits));
            return;
        }
        bool swap = type.IsBigEndian == BitConverter.IsLittleEndian;
        switch (type.Class, type.Size, type.IsSigned)
        {
            case (Hdf5Class.Float, 2, _): FromTo<Half, T>(raw, swap, destination); break;
            case (Hdf5Class.Float, 4, _): FromTo<float, T>(raw, swap, destination); break;
            case (Hdf5Class.Float, 8, _): FromTo<double, T>(raw, swap, destination); break;
            case (_, 1, true): FromTo<sbyte, T>(raw, false, destination); break;
            case (_, 2, true): FromTo<short, T>(raw, swap, destination); break;
            case (_, 4, true): FromTo<int, T>(raw, swap, destination); break;
            case (_, 8, true): FromTo<long, T>(raw, swap, destination); break;
            case (_, 1, _): FromTo<byte, T>(raw, false, destination); break;
            case (_, 2, _): FromTo<ushort, T>(raw, swap, destination); break;
            case (_, 4, _): FromTo<uint, T>(raw, swap, destination); break;
            default: FromTo<ulong, T>(raw, swap, destination); break;
        }
    }

    private static void FromTo<TFrom, TTo>(ReadOnlySpan<byte> raw, bool swap, Span<TTo> destination)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        int size = Unsafe.SizeOf<TFrom>();
        Span<TFrom> block = stackalloc TFrom[256];
        while (!destination.IsEmpty)
        {
            int count = Math.Min(block.Length, destination.Length);
            Span<byte> bytes = MemoryMarshal.AsBytes(block[..count]);
            raw[..bytes.Length].CopyTo(bytes);
            if (swap)
                for (int i = 0; i < bytes.Length; i += size) bytes.Slice(i, size).Reverse();
            for (int i = 0; i < count; i++) destination[i] = Exact<TFrom, TTo>(block[i]);
            raw = raw[bytes.Length..];
            destination = destination[count..];
        }
    }

    private static TTo Exact<TFrom, TTo>(TFrom value) where TFrom : INumberBase<TFrom> where TTo : INumberBase<TTo>
    {
        TTo converted = TTo.CreateChecked(value);
        bool toFloat = typeof(TTo) == typeof(float) || typeof(TTo) == typeof(double) || typeof(TTo) == typeof(Half);
        if (toFloat)
        {
            if (TFrom.IsFinite(value) && !TTo.IsFinite(converted)) throw new OverflowException();
        }
        else if (typeof(TFrom) == typeof(float) || typeof(TFrom) == typeof(double) || typeof(TFrom) == typeof(Half))
        {
            if (!TTo.IsZero(converted) ? TFrom.CreateChecked(converted) != value : !TFrom.IsZero(value)) throw new OverflowException();
        }
        return converted;
    }

    // Any binary floating point layout of up to 8 bytes, such as bfloat16.
    private static double Unusual(ReadOnlySpan<byte> raw, bool bigEndian, BitLayout layout)
    {
        ulong all = 0;
        for (int i = 0; i < raw.Length; i++) all = all << 8 | raw[bigEndian ? i : raw.Length - 1 - i];
        ulong mantissa = Field(layout.Mantissa, layout.MantissaBits), exponent = Field(layout.Exponent, layout.ExponentBits);
        double sign = Field(layout.Sign, 1) == 0 ? 1 : -1;
        double fraction = Math.ScaleB(mantissa, -layout.MantissaBits);
        ulong top = layout.ExponentBits == 0 ? 0 : ulong.MaxValue >> (64 - Math.Min(64, layout.ExponentBits));
        if (layout.Normalization == 2)
        {
            if (exponent == top) return mantissa == 0 ? sign * double.PositiveInfinity : double.NaN;
            if (exponent == 0) return sign * Math.ScaleB(fraction, Scale(1));
            fraction += 1;
        }
        return sign * Math.ScaleB(fraction, Scale((long)Math.Min(exponent, 1UL << 40)));

        int Scale(long e) => (int)Math.Clamp(e - layout.Bias, -100_000, 100_000);

        ulong Field(int at, int width) => width == 0 || at >= 64 ? 0 : all >> at & ulong.MaxValue >> (64 - Math.Min(64, width));
    }
}
