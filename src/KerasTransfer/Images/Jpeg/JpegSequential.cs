namespace KerasTransfer.Images;

/// <summary>A block of a sequential scan (T.81, F.2.2).</summary>
internal static class JpegSequential
{
    /// <returns>Whether all coefficients but the first are 0.</returns>
    public static bool Decode(ref JpegBits bits, JpegComponent component, scoped Span<short> block)
    {
        bits.Fill();
        int size = Math.Min(component.Direct!.Decode(ref bits), 16);
        component.Prediction += bits.ReadSigned(size);
        block[0] = (short)component.Prediction;
        JpegHuffman table = component.Alternating!;
        ReadOnlySpan<byte> natural = JpegReader.Natural;
        int[] look = table.LookCoefficient;
        int k = 1;
        while (k < 64)
        {
            bits.Fill();
            int hit = look[bits.Peek(JpegHuffman.LookBits)];
            if (hit != 0)
            {
                bits.Skip(hit & 0xFF);
                k += hit >> 8 & 15;
                block[natural[k++]] = (short)(hit >> 16);
                continue;
            }
            int symbol = table.Decode(ref bits);
            if ((symbol & 15) == 0)
            {
                if (symbol != 0xF0) break;
                k += 16;
                continue;
            }
            k += symbol >> 4;
            block[natural[k++]] = (short)bits.ReadSigned(symbol & 15);
        }
        return k == 1;
    }
}
