using System.Buffers.Binary;

namespace KerasTransfer.Hdf5.Chunks;

/// <summary>The checksum of the fletcher32 filter: two running sums over 16-bit big-endian words, modulo 65535.</summary>
/// <remarks>J. G. Fletcher, "An arithmetic checksum for serial transmissions", 1982.</remarks>
internal static class Fletcher32
{
    public static uint Compute(ReadOnlySpan<byte> bytes)
    {
        ulong sum1 = 0, sum2 = 0;
        int words = bytes.Length / 2;
        for (int i = 0; i < words; i++)
        {
            sum1 += BinaryPrimitives.ReadUInt16BigEndian(bytes[(2 * i)..]);
            sum2 += sum1;
            if (i % 4096 == 4095) (sum1, sum2) = (sum1 % 65535, sum2 % 65535);
        }
        if (bytes.Length % 2 == 1)
        {
            sum1 += (ulong)bytes[^1] << 8;
            sum2 += sum1;
        }
        return (uint)(Fold(sum2) << 16 | Fold(sum1));
    }

    // The end-around carry leaves 65535 where the remainder is zero, unless all words were zero.
    private static ulong Fold(ulong sum) => sum == 0 ? 0 : sum % 65535 is 0 ? 65535 : sum % 65535;

    /// <summary>Whether the last four bytes are the checksum of the others.</summary>
    public static bool Verify(ReadOnlySpan<byte> bytes)
    {
        uint stored = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]), computed = Compute(bytes[..^4]);
        // Zero and 65535 are the same remainder.
        return Same(stored & 0xFFFF, computed & 0xFFFF) && Same(stored >> 16, computed >> 16);

        static bool Same(uint a, uint b) => a % 65535 == b % 65535;
    }
}
