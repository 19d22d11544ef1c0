using System.Text;

namespace KerasTransfer.Hdf5.Format;

/// <summary>Where the parts of a number lie in its bits, where that is not the common way.</summary>
internal sealed record BitLayout(int Offset, int Precision, int Sign, int Exponent, int ExponentBits, int Mantissa, int MantissaBits, long Bias, int Normalization)
{
    public static BitLayout? Ieee(int size) => size switch
    {
        2 => new(0, 16, 15, 10, 5, 0, 10, 15, 2),
        4 => new(0, 32, 31, 23, 8, 0, 23, 127, 2),
        8 => new(0, 64, 63, 52, 11, 0, 52, 1023, 2),
        _ => null,
    };

    public bool IsBfloat16 => this == new BitLayout(0, 16, 15, 7, 8, 0, 7, 127, 2);
}

/// <summary>Datatype messages.</summary>
/// <remarks>File format specification, section IV.A.2.d.</remarks>
internal static class TypeEncoding
{
    private const int MaxDepth = 16;

    public static Hdf5Type Decode(Cursor message, int depth = 0)
    {
        if (depth > MaxDepth) throw message.Error($"expected a type of at most {MaxDepth} levels");
        uint head = message.UInt32();
        int version = (int)(head >> 4 & 15), kind = (int)(head & 15);
        uint flags = head >> 8;
        int size = message.Int32();
        if (version is < 1 or > 5) throw message.Error($"expected a datatype of version 1 to 5, found {version}");
        if (size == 0) throw message.Error("expected a datatype of at least one byte, found 0");
        switch (kind)
        {
            case 0 or 4:
            {
                int offset = message.UInt16(), precision = message.UInt16();
                bool common = offset == 0 && precision == size * 8;
                return new(Hdf5Class.Integer, size)
                {
                    IsBigEndian = (flags & 1) != 0, IsSigned = kind == 0 && (flags & 8) != 0,
                    Bits = common ? null : new(offset, precision, 0, 0, 0, 0, 0, 0, 0),
                };
            }
            case 1:
            {
                BitLayout bits = new(message.UInt16(), message.UInt16(), (int)(flags >> 8 & 255), message.Byte(), message.Byte(), message.Byte(), message.Byte(),
                    message.UInt32(), (int)(flags >> 4 & 3));
                bool vax = (flags & 0x40) != 0;
                if (vax) return new(Hdf5Class.Other, size);
                return new(Hdf5Class.Float, size) { IsSigned = true, IsBigEndian = (flags & 1) != 0, Bits = bits == BitLayout.Ieee(size) ? null : bits };
            }
            case 3:
                return new(Hdf5Class.String, size) { Padding = PaddingOf(flags & 15, message), IsUtf8 = (flags >> 4 & 15) == 1 };
            case 5:
                return new(Hdf5Class.Opaque, size) { Tag = message.Text(Math.Min((int)(flags & 255), message.Remaining)) };
            case 6:
                return new(Hdf5Class.Compound, size) { Fields = DecodeFields(message, version, (int)(flags & 0xFFFF), size, depth) };
            case 7:
                return new(Hdf5Class.Reference, size);
            case 8:
                return DecodeEnum(message, version, (int)(flags & 0xFFFF), size, depth);
            case 9:
            {
                Hdf5Type element = Decode(message, depth + 1);
                int reference = 8 + message.File.OffsetSize;
                if (size != reference) throw message.Error($"expected references of {reference} bytes to data of variable length, found {size}");
                return (flags & 15) == 1
                    ? new(Hdf5Class.String, size) { IsVariableLength = true, Padding = PaddingOf(flags >> 4 & 15, message), IsUtf8 = (flags >> 8 & 15) == 1 }
                    : new(Hdf5Class.Sequence, size) { Base = element, IsVariableLength = true };
            }
            case 10:
            {
                int rank = message.Byte();
                if (version < 3) message.Skip(3);
                message.Skip(rank * (version < 3 ? 8 : 4));
                return new(Hdf5Class.Array, size) { Base = Decode(message, depth + 1) };
            }
            default:
                return new(Hdf5Class.Other, size);
        }
    }

    private static Hdf5Padding PaddingOf(uint value, Cursor message) =>
        value <= 2 ? (Hdf5Padding)value : throw message.Error($"expected a string padding of 0, 1 or 2, found {value}");

    private static List<Hdf5Field> DecodeFields(Cursor message, int version, int count, int size, int depth)
    {
        List<Hdf5Field> fields = [];
        for (int i = 0; i < count; i++)
        {
            string name = Name(message, version);
            // From version 3 on offsets take as few bytes as the size needs.
            long offset = version < 3 ? message.UInt32() : message.Long(size < 1 << 8 ? 1 : size < 1 << 16 ? 2 : size < 1 << 24 ? 3 : 4);
            bool isArray = false;
            if (version == 1)
            {
                isArray = message.Byte() != 0;
                message.Skip(3 + 4 + 4 + 16);
            }
            Hdf5Type type = Decode(message, depth + 1);
            if (offset > size || !isArray && type.Size > size - offset) throw message.Error($"the field '{name}' does not fit into its compound type");
            fields.Add(new Hdf5Field(name, (int)offset, isArray ? new(Hdf5Class.Array, type.Size) { Base = type } : type));
        }
        return fields;
    }

    private static Hdf5Type DecodeEnum(Cursor message, int version, int count, int size, int depth)
    {
        Hdf5Type number = Decode(message, depth + 1);
        if (number.Class is not Hdf5Class.Integer || number.Size != size || size > 8)
            throw message.Error($"expected an enumeration of integers of {size} bytes, found one of {number}");
        string[] names = new string[Math.Min(count, message.Remaining)];
        for (int i = 0; i < names.Length; i++) names[i] = Name(message, version);
        List<KeyValuePair<string, long>> members = [];
        foreach (string name in names)
        {
            Span<byte> value = message.Take(size).ToArray();
            if (number.IsBigEndian) value.Reverse();
            long bits = 0;
            for (int i = size - 1; i >= 0; i--) bits = bits << 8 | value[i];
            if (number.IsSigned && size < 8) bits = bits << (64 - 8 * size) >> (64 - 8 * size);
            members.Add(new(name, bits));
        }
        return new(Hdf5Class.Enum, size) { IsSigned = number.IsSigned, IsBigEndian = number.IsBigEndian, Base = number, Bits = number.Bits, Members = members };
    }

    // Padded with zeros to a multiple of 8 before version 3.
    private static string Name(Cursor message, int version)
    {
        int from = message.Position;
        string name = message.ZeroTerminated();
        if (version < 3)
        {
            int length = message.Position - from;
            message.Skip((length + 7 & ~7) - length);
        }
        return name;
    }

    /// <summary>The message for a type that can be written.</summary>
    public static byte[] Encode(Hdf5Type type)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        int order = type.IsBigEndian ? 1 : 0;
        switch (type.Class)
        {
            case Hdf5Class.Integer:
                Head(0, order | (type.IsSigned ? 8 : 0));
                writer.Write((ushort)0);
                writer.Write((ushort)(type.Size * 8));
                break;
            case Hdf5Class.Float when BitLayout.Ieee(type.Size) is { } bits:
                Head(1, order | bits.Normalization << 4 | bits.Sign << 8);
                writer.Write((ushort)0);
                writer.Write((ushort)bits.Precision);
                writer.Write([(byte)bits.Exponent, (byte)bits.ExponentBits, (byte)bits.Mantissa, (byte)bits.MantissaBits]);
                writer.Write((uint)bits.Bias);
                break;
            case Hdf5Class.String when type.IsVariableLength:
                Head(9, 1 | (int)type.Padding << 4 | (type.IsUtf8 ? 1 << 8 : 0));
                writer.Write(Encode(Hdf5Type.Of<byte>()));
                break;
            case Hdf5Class.String:
                Head(3, (int)type.Padding | (type.IsUtf8 ? 1 << 4 : 0));
                break;
            case Hdf5Class.Opaque:
                int padded = type.Tag.Length + 7 & ~7;
                Head(5, padded);
                writer.Write(Encoding.ASCII.GetBytes(type.Tag.PadRight(padded, '\0')));
                break;
            case Hdf5Class.Enum when type.Base is { } number:
                Head(8, type.Members.Count);
                writer.Write(Encode(number));
                foreach (var (name, _) in type.Members)
                {
                    byte[] bytes = Encoding.UTF8.GetBytes(name);
                    writer.Write(bytes);
                    writer.Write(new byte[(bytes.Length + 8 & ~7) - bytes.Length]);
                }
                foreach (var (_, value) in type.Members)
                    for (int i = 0; i < number.Size; i++)
                        writer.Write((byte)(value >> 8 * (number.IsBigEndian ? number.Size - 1 - i : i)));
                break;
            default:
                throw new NotSupportedException($"Writing values of the type {type} is not supported; numbers, bool, strings and opaque bytes are.");
        }
        writer.Flush();
        return stream.ToArray();

        void Head(int kind, int flags)
        {
            writer.Write((uint)(0x10 | kind) | (uint)flags << 8);
            writer.Write(type.Size);
        }
    }
}
