using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace KerasTransfer;

/// <summary>One array in NumPy's .npy format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.</summary>
internal static partial class NpyFile
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];
    private const int LongestHeader = 1 << 16;

    /// <summary>Reads an array of which at most <paramref name="available"/> bytes can follow in the stream.</summary>
    /// <exception cref="ValueError">It is no .npy file, or is cut off.</exception>
    /// <exception cref="NotSupportedException">It holds something else than numbers of the types there are.</exception>
    public static NDArray Read(Stream stream, long available, string name, bool allowPickle = false)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, 8, throwOnEndOfStream: false) < 8 || !start[..6].SequenceEqual(Magic))
            throw new ValueError($"'{name}' is no .npy file: it does not begin with \\x93NUMPY.");
        int version = start[6];
        if (version is < 1 or > 3) throw new ValueError($"'{name}' is of .npy version {version}; 1, 2 and 3 are known.");
        Span<byte> lengthBytes = stackalloc byte[version == 1 ? 2 : 4];
        Fill(stream, lengthBytes, name);
        uint headerLength = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes) : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (headerLength > LongestHeader || headerLength > available) throw new ValueError($"'{name}' is damaged: its header claims {headerLength} bytes.");
        byte[] headerBytes = new byte[headerLength];
        Fill(stream, headerBytes, name);
        string header = Encoding.UTF8.GetString(headerBytes);

        Match descr = Descr().Match(header), order = FortranOrder().Match(header), dims = Dims().Match(header);
        if (!order.Success || !dims.Success) throw Damaged(name, header);
        if (!descr.Success) throw new NotSupportedException($"'{name}' holds records (a dtype of several fields), which arrays here cannot. Save each field on its own.");
        string code = descr.Groups[1].Value;
        if (code.Contains('O'))
            throw allowPickle
                ? new NotSupportedException($"'{name}' holds Python objects (a pickle), which only Python can load. Load it there and save arrays of numbers: np.save or np.savez without dtype=object.")
                : new ValueError("Object arrays cannot be loaded when allow_pickle=False");
        bool swap = code[0] == '>' && code[^1] != '1';
        DType dtype = code[1..] switch
        {
            "f4" => DType.float32, "f8" => DType.float64, "i1" => DType.int8, "i2" => DType.int16, "i4" => DType.int32, "i8" => DType.int64,
            "u1" => DType.uint8, "u4" => DType.uint32, "b1" => DType.@bool,
            _ => throw new NotSupportedException($"'{name}' holds elements of type '{code}'; those that can be loaded are {string.Join(", ", DType.All)}. Convert in Python: np.save(file, x.astype('float32'))."),
        };
        List<int> lengths = [];
        long size = 1;
        foreach (string part in dims.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out int d)) throw Damaged(name, header);
            lengths.Add(d);
            // The product of the lengths other than zero, so that a zero does not hide an overflow.
            try { size = checked(size * Math.Max(d, 1)); }
            catch (OverflowException) { throw Damaged(name, header); }
        }
        if (lengths.Count > 64) throw Damaged(name, header);
        long bytes = lengths.Contains(0) ? 0 : size <= long.MaxValue / 8 ? size * dtype.Size : long.MaxValue;
        if (bytes > available - headerLength) throw new ValueError($"'{name}' is cut off: its header promises {bytes} bytes of elements, more than there are.");

        bool fortran = order.Groups[1].Value == "True" && lengths.Count > 1;
        Shape shape = new([.. lengths]);
        NDArray result = NDArray.Uninitialized(fortran ? new Shape([.. lengths.AsEnumerable().Reverse()]) : shape, dtype);
        ReadElements(stream, result, name);
        if (swap) Swap(result);
        if (dtype == DType.@bool)
            foreach (ref byte b in result.Raw<byte>()) b = (byte)(b != 0 ? 1 : 0);   // only 0 and 1 are bools
        return fortran ? KerasApi.np.transpose(result) : result;
    }

    /// <summary>Writes version 1.0, byte for byte as NumPy does.</summary>
    public static void Write(Stream stream, NDArray a)
    {
        WriteHeader(stream, a.dtype, a.shape);
        WriteElements(stream, a);
    }

    /// <summary>What stands before the elements. It is equally long for every first length, so that it can be written again when that is known.</summary>
    public static void WriteHeader(Stream stream, DType dtype, Shape shape)
    {
        string type = dtype.Code switch
        {
            DTypeCode.Float32 => "<f4", DTypeCode.Float64 => "<f8", DTypeCode.Int8 => "|i1", DTypeCode.Int16 => "<i2", DTypeCode.Int32 => "<i4", DTypeCode.Int64 => "<i8",
            DTypeCode.UInt8 => "|u1", DTypeCode.UInt32 => "<u4", _ => "|b1",
        };
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        // NumPy leaves room for the first length to grow to 21 digits, and aligns the elements to 64 bytes.
        if (shape.Rank > 0) header += new string(' ', 21 - shape[0].ToString(CultureInfo.InvariantCulture).Length);
        int prefix = Magic.Length + 4, unpadded = prefix + header.Length + 1;
        header += new string(' ', 64 - unpadded % 64) + "\n";
        stream.Write(Magic);
        stream.Write([1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.Latin1.GetBytes(header));
    }

    /// <summary>The elements' bytes, little-endian.</summary>
    public static void WriteElements(Stream stream, NDArray a)
    {
        if (!BitConverter.IsLittleEndian) { a = a.copy(); Swap(a); }
        for (int done = 0; done < a.size; done += Block) stream.Write(BytesOf(a, done, Math.Min(Block, a.size - done)));
    }

    /// <summary>Elements from their little-endian bytes.</summary>
    public static void FromBytes(ReadOnlySpan<byte> bytes, NDArray target)
    {
        bytes.CopyTo(BytesOf(target, 0, target.size));
        if (!BitConverter.IsLittleEndian) Swap(target);
        if (target.dtype == DType.@bool)
            foreach (ref byte b in target.Raw<byte>()) b = (byte)(b != 0 ? 1 : 0);
    }

    private const int Block = 1 << 20;

    private static void ReadElements(Stream stream, NDArray target, string name)
    {
        for (int done = 0; done < target.size; done += Block) Fill(stream, BytesOf(target, done, Math.Min(Block, target.size - done)), name);
        if (!BitConverter.IsLittleEndian) Swap(target);
    }

    private static Span<byte> BytesOf(NDArray a, int start, int count) => a.dtype.Size switch
    {
        1 => a.Raw<byte>().Slice(start, count),
        2 => MemoryMarshal.AsBytes(a.Raw<short>().Slice(start, count)),
        4 => MemoryMarshal.AsBytes(a.Raw<int>().Slice(start, count)),
        _ => MemoryMarshal.AsBytes(a.Raw<long>().Slice(start, count)),
    };

    private static void Swap(NDArray a)
    {
        switch (a.dtype.Size)
        {
            case 2: BinaryPrimitives.ReverseEndianness(a.Raw<short>(), a.Raw<short>()); break;
            case 4: BinaryPrimitives.ReverseEndianness(a.Raw<int>(), a.Raw<int>()); break;
            case 8: BinaryPrimitives.ReverseEndianness(a.Raw<long>(), a.Raw<long>()); break;
        }
    }

    private static void Fill(Stream stream, Span<byte> target, string name)
    {
        if (stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length) throw new ValueError($"'{name}' is cut off.");
    }

    private static ValueError Damaged(string name, string header) => new($"'{name}' is no .npy file that can be read: its header is {header.Trim()}");

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"]([<>|=][A-Za-z]\d*)['"]""")]
    private static partial Regex Descr();
    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)""")]
    private static partial Regex FortranOrder();
    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([0-9L,\s]*)\)""")]
    private static partial Regex Dims();
}
