using System.Buffers.Binary;

namespace KerasTransfer.Images;

/// <summary>The bits of a scan. At a marker, or at the end of the file, zeros follow; <see cref="Exhausted"/> tells that some of them were taken.</summary>
internal ref struct JpegBits
{
    private readonly ReadOnlySpan<byte> _file;
    private ulong _bits;        // the lower _count bits are still to be read
    private int _count;
    private int _padding;       // how many of them, at the end, were made up

    public JpegBits(ReadOnlySpan<byte> file, int position)
    {
        _file = file;
        Position = position;
    }

    /// <summary>The next byte to be loaded; never beyond a marker.</summary>
    public int Position { get; private set; }

    /// <summary>Whether bits were read that the segment does not have.</summary>
    public readonly bool Exhausted => _count < _padding;

    /// <summary>Whether the bits ended with the file and not at a marker.</summary>
    public readonly bool AtEndOfFile => NextMarker(_file, Position) < 0;

    /// <summary>Makes sure of at least 32 bits: enough for one code and its value.</summary>
    public void Fill()
    {
        if (_count >= 32) return;
        if (Position + 4 <= _file.Length)
        {
            uint next = BinaryPrimitives.ReadUInt32BigEndian(_file[Position..]);
            if (((~next - 0x01010101u) & next & 0x80808080u) == 0)      // none of the four bytes is 0xFF
            {
                _bits = _bits << 32 | next;
                _count += 32;
                Position += 4;
                return;
            }
        }
        FillByteByByte();
    }

    private void FillByteByByte()
    {
        while (_count <= 56)
        {
            if (Position < _file.Length)
            {
                byte b = _file[Position];
                if (b != 0xFF)
                {
                    Append(b);
                    Position++;
                    continue;
                }
                int next = Position + 1;
                while (next < _file.Length && _file[next] == 0xFF) next++;      // fill bytes
                if (next < _file.Length && _file[next] == 0)
                {
                    Append(0xFF);
                    Position = next + 1;
                    continue;
                }
            }
            Append(0);
            _padding += 8;
        }
    }

    private void Append(byte b)
    {
        _bits = _bits << 8 | b;
        _count += 8;
    }

    /// <summary>The next <paramref name="n"/> bits; <see cref="Fill"/> comes before.</summary>
    public readonly int Peek(int n) => (int)(_bits >> (_count - n)) & ((1 << n) - 1);

    public void Skip(int n) => _count -= n;

    /// <summary>Reads <paramref name="n"/> bits, 1 to 16.</summary>
    public int Read(int n)
    {
        int value = Peek(n);
        _count -= n;
        return value;
    }

    /// <summary>Reads a value of <paramref name="size"/> bits, 0 to 16, with its sign (T.81, table F.1).</summary>
    public int ReadSigned(int size)
    {
        if (size == 0) return 0;
        int value = Read(size);
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /// <summary>Throws the rest of the segment away and goes on behind marker RST<paramref name="expected"/>, or waits before a later one.</summary>
    /// <returns>False: the file ends.</returns>
    public bool Restart(int expected)
    {
        (_bits, _count, _padding) = (0, 0, 0);
        while (true)
        {
            int at = NextMarker(_file, Position);
            if (at < 0)
            {
                Position = _file.Length;
                return false;
            }
            int marker = _file[at + 1];
            if (marker == 0xD0 + expected)
            {
                Position = at + 2;
                return true;
            }
            // The rule of the IJG's decoder: what is due later is waited for, what should have come before is passed over.
            Position = at;
            int ahead = (marker - 0xD0 - expected) & 7;
            bool isRestart = marker is >= 0xD0 and <= 0xD7;
            if (marker >= 0xC0 && !isRestart || isRestart && ahead is 1 or 2) return true;
            Position = at + 2;
            if (isRestart && ahead is >= 3 and <= 5) return true;
        }
    }

    /// <summary>Where the next marker starts (its 0xFF directly before its code); −1: there is none.</summary>
    public static int NextMarker(ReadOnlySpan<byte> file, int from)
    {
        for (int i = from; i + 1 < file.Length; i++)
        {
            int step = file[i..].IndexOf((byte)0xFF);
            if (step < 0) return -1;
            i += step;
            if (i + 1 < file.Length && file[i + 1] is not 0 and not 0xFF) return i;
        }
        return -1;
    }
}
