using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace KerasTransfer.Data;

/// <summary>
/// Reads Python pickles that hold numbers, texts, lists, tuples, dictionaries and NumPy arrays, as the CIFAR and IMDB files do. Nothing is run: the only names that
/// a file may use are those of NumPy's arrays and types. After CPython's Lib/pickletools.py, which describes the format.
/// </summary>
internal sealed class PickleReader
{
    private readonly byte[] data;
    private readonly string name;
    private readonly List<PickleValue> stack = [];
    private readonly List<int> marks = [];
    private readonly Dictionary<long, PickleValue> memo = [];
    private int at;

    private PickleReader(byte[] data, int start, string name) => (this.data, at, this.name) = (data, start, name);

    /// <summary>The object that a pickle holds.</summary>
    /// <param name="data">The file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="start">Where the pickle begins.</param>
    /// <exception cref="ValueError">It is damaged.</exception>
    /// <exception cref="NotSupportedException">It holds something else.</exception>
    public static PickleValue Read(byte[] data, string name, int start = 0)
    {
        PickleReader reader = new(data, start, name);
        try { return reader.Run(); }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException and not ValueError or InvalidCastException or FormatException or OverflowException or KeyNotFoundException)
        {
            throw new ValueError($"The pickle '{name}' is damaged: {e.Message}", e);
        }
    }

    private PickleValue Run()
    {
        while (true)
        {
            byte code = Byte();
            switch (code)
            {
                case 0x80: Byte(); break;                                       // PROTO
                case 0x95: Take(8); break;                                      // FRAME
                case (byte)'.': return Pop();
                case (byte)'(': marks.Add(stack.Count); break;
                case (byte)'0': Pop(); break;
                case (byte)'1': PopMark(); break;
                case (byte)'2': Push(stack[^1]); break;
                case (byte)'N': Push(default); break;
                case 0x88: Push(PickleValue.Of(1)); break;
                case 0x89: Push(PickleValue.Of(0)); break;
                case (byte)'I': Push(PickleValue.Of(long.Parse(Line(), CultureInfo.InvariantCulture))); break;
                case (byte)'L': Push(PickleValue.Of(long.Parse(Line().TrimEnd('L'), CultureInfo.InvariantCulture))); break;
                case (byte)'J': Push(PickleValue.Of(BinaryPrimitives.ReadInt32LittleEndian(Take(4)))); break;
                case (byte)'K': Push(PickleValue.Of(Byte())); break;
                case (byte)'M': Push(PickleValue.Of(BinaryPrimitives.ReadUInt16LittleEndian(Take(2)))); break;
                case 0x8a: Push(PickleValue.Of(Long(Byte()))); break;
                case 0x8b: Push(PickleValue.Of(Long(Length32()))); break;
                case (byte)'F': Push(PickleValue.Of(double.Parse(Line(), CultureInfo.InvariantCulture))); break;
                case (byte)'G': Push(PickleValue.Of(BinaryPrimitives.ReadDoubleBigEndian(Take(8)))); break;
                case (byte)'S': Push(new(new PickleText(Encoding.Latin1.GetBytes(Unescaped(Unquoted(Line()), all: true))))); break;
                case (byte)'V': Push(new(new PickleText(Encoding.UTF8.GetBytes(Unescaped(Line(), all: false))))); break;
                case (byte)'T' or (byte)'X' or (byte)'B': Push(Text(Length32())); break;
                case (byte)'U' or (byte)'C' or 0x8c: Push(Text(Byte())); break;
                case 0x8d or 0x8e or 0x96: Push(Text(checked((int)BinaryPrimitives.ReadUInt64LittleEndian(Take(8))))); break;
                case (byte)']': Push(new(new List<PickleValue>())); break;
                case (byte)'a': { PickleValue item = Pop(); List(stack[^1]).Add(item); break; }
                case (byte)'e': { PickleValue[] items = PopMark(); List(stack[^1]).AddRange(items); break; }
                case (byte)'l': Push(new(new List<PickleValue>(PopMark()))); break;
                case (byte)')': Push(new(Array.Empty<PickleValue>())); break;
                case 0x85 or 0x86 or 0x87: Push(new(PopLast(code - 0x84))); break;
                case (byte)'t': Push(new(PopMark())); break;
                case (byte)'}': Push(new(new Dictionary<string, PickleValue>())); break;
                case (byte)'d': { PickleValue[] items = PopMark(); Dictionary<string, PickleValue> made = []; Set(made, items); Push(new(made)); break; }
                case (byte)'s': { PickleValue[] items = PopLast(2); Set(Dictionary(stack[^1]), items); break; }
                case (byte)'u': { PickleValue[] items = PopMark(); Set(Dictionary(stack[^1]), items); break; }
                case (byte)'p': memo[long.Parse(Line(), CultureInfo.InvariantCulture)] = stack[^1]; break;
                case (byte)'q': memo[Byte()] = stack[^1]; break;
                case (byte)'r': memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = stack[^1]; break;
                case 0x94: memo[memo.Count] = stack[^1]; break;
                case (byte)'g': Push(memo[long.Parse(Line(), CultureInfo.InvariantCulture)]); break;
                case (byte)'h': Push(memo[Byte()]); break;
                case (byte)'j': Push(memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))]); break;
                case (byte)'c': Push(Global(Line(), Line())); break;
                case 0x93: { PickleValue[] names = PopLast(2); Push(Global(names[0].Text, names[1].Text)); break; }
                case (byte)'R' or 0x81: { PickleValue[] call = PopLast(2); Push(Make(Expect<PickleName>(call[0]), call[1].Items)); break; }
                case (byte)'b': { PickleValue state = Pop(); Build(stack[^1], state); break; }
                default: throw new NotSupportedException($"The pickle '{name}' uses the instruction 0x{code:X2}, which is none of those that plain data need. It is not read.");
            }
        }
    }

    private PickleValue Global(string module, string member) => (module.Replace("numpy._core", "numpy.core"), member) switch
    {
        ("numpy.core.multiarray", "_reconstruct") => new(PickleName.Reconstruct),
        ("numpy", "ndarray") => new(PickleName.Array),
        ("numpy", "dtype") => new(PickleName.Type),
        ("numpy.core.numeric", "_frombuffer") => new(PickleName.FromBuffer),
        ("_codecs", "encode") => new(PickleName.Encode),
        _ => throw new NotSupportedException($"The pickle '{name}' names {module}.{member}. Only plain values and NumPy arrays are read; nothing in a file is run."),
    };

    private PickleValue Make(PickleName what, IReadOnlyList<PickleValue> arguments) => what switch
    {
        PickleName.Reconstruct => new(new PickleArray()),
        PickleName.Type => new(new PickleType(arguments[0].Text)),
        // Protocol 2 writes bytes as a text of the code points 0 to 255.
        PickleName.Encode => new(new PickleText(Encoding.Latin1.GetBytes(arguments[0].Text))),
        PickleName.FromBuffer when arguments[3].Text == "C" => new(new PickleArray { Numbers = Numbers(Lengths(arguments[2]), Expect<PickleType>(arguments[1]), Expect<PickleText>(arguments[0]).Bytes) }),
        PickleName.FromBuffer => throw FortranOrder(),
        _ => throw new ValueError($"The pickle '{name}' is damaged: it calls {what}."),
    };

    private void Build(PickleValue target, PickleValue state)
    {
        IReadOnlyList<PickleValue> items = state.Items;
        switch (target.Object)
        {
            case PickleType type: type.BigEndian = items[1].Text == ">"; break;
            case PickleArray array:                                             // (version, shape, dtype, Fortran order, elements)
                int[] lengths = Lengths(items[1]);
                if (items[3].Integer != 0 && lengths.Length > 1) throw FortranOrder();
                if (items[4].Object is PickleText bytes) array.Numbers = Numbers(lengths, Expect<PickleType>(items[2]), bytes.Bytes);
                else array.Objects = items[4].Items;
                break;
            default: throw new ValueError($"The pickle '{name}' is damaged: it sets the state of something that has none.");
        }
    }

    private static int[] Lengths(PickleValue shape) => [.. shape.Items.Select(i => checked((int)i.Integer))];

    private NotSupportedException FortranOrder() => new($"The pickle '{name}' holds an array in Fortran order. Save it with np.ascontiguousarray.");

    private NDArray Numbers(int[] lengths, PickleType type, ReadOnlyMemory<byte> bytes)
    {
        DType dtype = type.Code switch
        {
            "u1" => DType.uint8, "i1" => DType.int8, "i2" => DType.int16, "i4" => DType.int32, "i8" => DType.int64, "u4" => DType.uint32, "f4" => DType.float32, "f8" => DType.float64, "b1" => DType.@bool,
            _ => throw new NotSupportedException($"The pickle '{name}' holds an array of type '{type.Code}'; those that can be read are {string.Join(", ", DType.All)}."),
        };
        if (type.BigEndian && dtype.Size > 1) throw new NotSupportedException($"The pickle '{name}' holds a big-endian array. Save it as little-endian.");
        long size = 1;
        foreach (int length in lengths)
            if (length < 0 || (size *= length) > bytes.Length) throw new ValueError($"The pickle '{name}' is damaged: an array of shape ({string.Join(", ", lengths)}) has {bytes.Length} bytes.");
        if (size * dtype.Size != bytes.Length) throw new ValueError($"The pickle '{name}' is damaged: an array of shape ({string.Join(", ", lengths)}) has {bytes.Length} bytes.");
        NDArray result = NDArray.Uninitialized(new Shape(lengths), dtype);
        NpyFile.FromBytes(bytes.Span, result);
        return result;
    }

    private static void Set(Dictionary<string, PickleValue> target, PickleValue[] items)
    {
        for (int i = 0; i + 1 < items.Length; i += 2) target[items[i].Text] = items[i + 1];
    }

    private static List<PickleValue> List(PickleValue value) => Expect<List<PickleValue>>(value);
    private static Dictionary<string, PickleValue> Dictionary(PickleValue value) => Expect<Dictionary<string, PickleValue>>(value);

    private byte Byte() => data[at++];
    private int Length32() => checked((int)BinaryPrimitives.ReadUInt32LittleEndian(Take(4)));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > data.Length - at) throw new ValueError($"The pickle '{name}' is cut off.");
        at += count;
        return data.AsSpan(at - count, count);
    }

    private string Line()
    {
        int end = Array.IndexOf(data, (byte)'\n', at);
        if (end < 0) throw new ValueError($"The pickle '{name}' is cut off.");
        string line = Encoding.Latin1.GetString(data, at, end - at);
        at = end + 1;
        return line;
    }

    private long Long(int bytes)
    {
        if (bytes > 8) throw new NotSupportedException($"The pickle '{name}' holds an integer of more than 64 bits.");
        long value = 0;
        ReadOnlySpan<byte> little = Take(bytes);
        for (int i = 0; i < bytes; i++) value |= (long)little[i] << (8 * i);
        return bytes is > 0 and < 8 && (little[^1] & 0x80) != 0 ? value - (1L << (8 * bytes)) : value;
    }

    private PickleValue Text(int length)
    {
        Take(length);
        return new(new PickleText(data.AsMemory(at - length, length)));
    }

    private static string Unquoted(string line) => line.Length >= 2 ? line[1..^1] : line;

    /// <summary>A text of protocol 0, in which some characters are written as in Python's source: <c>\u00fc</c>, in old byte strings also <c>\xfc</c> and <c>\n</c>.</summary>
    private static string Unescaped(string text, bool all)
    {
        StringBuilder result = new();
        for (int i = 0; i < text.Length; i++)
        {
            char kind = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : '\0';
            int digits = kind switch { 'u' when !all => 4, 'U' when !all => 8, 'x' when all => 2, _ => 0 };
            if (digits > 0)
            {
                result.Append(char.ConvertFromUtf32(int.Parse(text.AsSpan(i + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
                i += 1 + digits;
            }
            else if (all && kind != '\0')
            {
                result.Append(kind switch { 'n' => '\n', 'r' => '\r', 't' => '\t', _ => kind });
                i++;
            }
            else result.Append(text[i]);
        }
        return result.ToString();
    }

    private static T Expect<T>(PickleValue value) => value.Object is T expected ? expected : throw new FormatException($"{typeof(T).Name} was expected");

    private void Push(PickleValue value) => stack.Add(value);

    private PickleValue Pop()
    {
        PickleValue value = stack[^1];
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    private PickleValue[] PopLast(int count)
    {
        PickleValue[] values = [.. stack[^count..]];
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private PickleValue[] PopMark()
    {
        int mark = marks[^1];
        marks.RemoveAt(marks.Count - 1);
        return PopLast(stack.Count - mark);
    }
}

internal enum PickleName { Reconstruct, Array, Type, FromBuffer, Encode }

/// <summary>A value in a pickle: None, a number, or an object. Numbers are not boxed, since some files hold millions.</summary>
internal readonly struct PickleValue(object? value, long bits = 0)
{
    private static readonly object integer = new(), real = new();

    public static PickleValue Of(long value) => new(integer, value);
    public static PickleValue Of(double value) => new(real, BitConverter.DoubleToInt64Bits(value));

    public object? Object => value;
    public long Integer => ReferenceEquals(value, integer) ? bits : throw new FormatException("an integer was expected");
    public string Text => value is PickleText text ? text.ToString() : throw new FormatException("a text was expected");
    public IReadOnlyList<PickleValue> Items => value switch
    {
        IReadOnlyList<PickleValue> items => items,
        PickleArray { Objects: { } items } => items,
        _ => throw new FormatException("a list was expected"),
    };
    public PickleValue this[string key] => value is Dictionary<string, PickleValue> items ? items[key] : throw new FormatException("a dictionary was expected");

    /// <summary>An array, or a list of integers as one.</summary>
    public NDArray Array => value is PickleArray { Numbers: { } numbers } ? numbers : NDArray.FromArray(Integers(), Items.Count);

    public long[] Integers() => value is PickleArray { Numbers: { } numbers } ? numbers.astype(DType.int64).AsSpan<long>().ToArray() : [.. Items.Select(i => i.Integer)];
}

/// <summary>A text or bytes.</summary>
internal sealed class PickleText(ReadOnlyMemory<byte> bytes)
{
    public ReadOnlyMemory<byte> Bytes => bytes;
    public override string ToString() => Encoding.UTF8.GetString(bytes.Span);
}

internal sealed class PickleType(string code)
{
    public string Code { get; } = code.TrimStart('|', '<', '=');
    public bool BigEndian { get; set; }
}

/// <summary>A NumPy array, of numbers or of objects.</summary>
internal sealed class PickleArray
{
    public NDArray? Numbers { get; set; }
    public IReadOnlyList<PickleValue>? Objects { get; set; }
}
