using System.Runtime.InteropServices;

namespace KerasTransfer.Images;

/// <summary>One Huffman table, ready for decoding.</summary>
internal sealed class JpegHuffman
{
    /// <summary>Bits that are looked up at once.</summary>
    public const int LookBits = 10;

    /// <summary>By the next bits of the file: length &lt;&lt; 8 | symbol; 0: the code is longer, or there is none.</summary>
    public readonly ushort[] Look = new ushort[1 << LookBits];
    /// <summary>By the next bits of the file, where a code for a coefficient and its value fit into them: value &lt;&lt; 16 | zeros before &lt;&lt; 8 | bits in all; otherwise 0.</summary>
    public readonly int[] LookCoefficient = new int[1 << LookBits];
    private readonly int[] _maxCode = new int[18];     // the largest code of a length, -1: none
    private readonly int[] _offset = new int[18];      // index of a symbol less its code, by length
    private readonly byte[] _symbols;

    private JpegHuffman(byte[] symbols) => _symbols = symbols;

    /// <summary>The largest symbol.</summary>
    public int MaxSymbol => _symbols.Length == 0 ? 0 : _symbols.Max();

    /// <summary>The table of T.81, B.2.4.2 and annex C.</summary>
    /// <param name="counts">How many codes there are of each length, from 1 to 16.</param>
    /// <param name="symbols">What they stand for.</param>
    /// <returns>Null: the counts are no code.</returns>
    public static JpegHuffman? Build(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        var table = new JpegHuffman(symbols.ToArray());
        int code = 0, k = 0;
        for (int length = 1; length <= 16; length++)
        {
            table._offset[length] = k - code;
            for (int i = 0; i < counts[length - 1]; i++, k++, code++)
            {
                if (length > LookBits) continue;
                int shift = LookBits - length;
                if (code >= 1 << length) return null;
                table.Look.AsSpan(code << shift, 1 << shift).Fill((ushort)(length << 8 | symbols[k]));
            }
            if (counts[length - 1] > 0 && code >= 1 << length) return null;         // a code of ones alone is not allowed
            table._maxCode[length] = counts[length - 1] > 0 ? code - 1 : -1;
            code <<= 1;
        }
        table._maxCode[17] = int.MaxValue;
        table.FillCoefficients();
        return table;
    }

    private void FillCoefficients()
    {
        for (int bits = 0; bits < Look.Length; bits++)
        {
            int length = Look[bits] >> 8, run = (Look[bits] >> 4) & 15, size = Look[bits] & 15;
            if (length == 0 || size == 0 || length + size > LookBits) continue;
            int value = (bits >> (LookBits - length - size)) & ((1 << size) - 1);
            if (value < 1 << (size - 1)) value -= (1 << size) - 1;
            LookCoefficient[bits] = value << 16 | run << 8 | length + size;
        }
    }

    /// <summary>The symbol of the next code; a code that does not exist is taken for 0, as the IJG's decoder takes it.</summary>
    public int Decode(ref JpegBits bits)
    {
        int entry = Look[bits.Peek(LookBits)];
        if (entry != 0)
        {
            bits.Skip(entry >> 8);
            return entry & 0xFF;
        }
        int code = bits.Peek(16);
        for (int length = LookBits + 1; length <= 16; length++)
        {
            int prefix = code >> (16 - length);
            if (prefix > _maxCode[length]) continue;
            bits.Skip(length);
            return _symbols[_offset[length] + prefix];
        }
        bits.Skip(16);
        return 0;
    }
}
