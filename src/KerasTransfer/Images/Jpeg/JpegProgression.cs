namespace KerasTransfer.Images;

/// <summary>Scans of a progressive file over alternating coefficients (T.81, G.1.2): from <paramref name="first"/> to <paramref name="last"/>, down to bit <paramref name="low"/>.</summary>
internal struct JpegProgression(int first, int last, int low)
{
    /// <summary>How many blocks are still to be passed over: their coefficients of this scan are 0 (or, when refining, get no new ones).</summary>
    public int Blocks;

    public void First(ref JpegBits bits, JpegHuffman table, scoped Span<short> block)
    {
        if (Blocks > 0)
        {
            Blocks--;
            return;
        }
        ReadOnlySpan<byte> natural = JpegReader.Natural;
        for (int k = first; k <= last; k++)
        {
            bits.Fill();
            int symbol = table.Decode(ref bits), run = symbol >> 4, size = symbol & 15;
            if (size != 0)
            {
                k += run;
                block[natural[k]] = (short)(bits.ReadSigned(size) << low);
            }
            else if (run == 15) k += 15;
            else
            {
                Blocks = (1 << run) - 1;
                if (run > 0) Blocks += bits.Read(run);
                break;
            }
        }
    }

    public void Refine(ref JpegBits bits, JpegHuffman table, scoped Span<short> block)
    {
        ReadOnlySpan<byte> natural = JpegReader.Natural;
        int k = first;
        if (Blocks == 0)
        {
            for (; k <= last; k++)
            {
                bits.Fill();
                int symbol = table.Decode(ref bits), run = symbol >> 4, value = 0;
                if ((symbol & 15) != 0) value = bits.Read(1) != 0 ? 1 << low : -1 << low;
                else if (run != 15)
                {
                    Blocks = 1 << run;
                    if (run > 0) Blocks += bits.Read(run);
                    break;
                }
                for (; k <= last; k++)      // zeros are counted; what is no zero gets one more bit
                {
                    ref short coefficient = ref block[natural[k]];
                    if (coefficient != 0) Correct(ref bits, ref coefficient);
                    else if (--run < 0) break;
                }
                if (value != 0) block[natural[k]] = (short)value;
            }
        }
        if (Blocks == 0) return;
        for (; k <= last; k++)
        {
            ref short coefficient = ref block[natural[k]];
            if (coefficient != 0) Correct(ref bits, ref coefficient);
        }
        Blocks--;
    }

    private readonly void Correct(ref JpegBits bits, ref short coefficient)
    {
        bits.Fill();
        if (bits.Read(1) == 0 || (coefficient & 1 << low) != 0) return;
        coefficient += (short)(coefficient >= 0 ? 1 << low : -1 << low);
    }
}
