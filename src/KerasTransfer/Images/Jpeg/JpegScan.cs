namespace KerasTransfer.Images;

/// <summary>One scan: the order of its blocks, and restarts. A sequential scan's blocks become samples at once; a progressive one's add to the coefficients.</summary>
internal sealed class JpegScan(JpegFrame frame, JpegComponent[] components, int restartInterval, JpegTransform transform, int first, int last, int high, int low)
{
    private readonly short[][] _factors = [.. components.Select(c => JpegTransforms.Factors(transform, c.Quantization!))];
    private JpegProgression _progression = new(first, last, low);

    /// <summary>What is wrong with the header; null: nothing.</summary>
    public string? Problem()
    {
        if (components.Length > 1 && components.Sum(c => c.Across * c.Down) > 10) return "an MCU has more than 10 blocks";
        bool needsDirect = true, needsAlternating = true;
        if (frame.Progressive)
        {
            if (first == 0 ? last != 0 : last < first || last > 63 || components.Length > 1) return $"a scan is of the coefficients {first} to {last}";
            if (high != 0 && low != high - 1 || low > 13) return $"a scan refines bit {high} to bit {low}";
            (needsDirect, needsAlternating) = (first == 0 && high == 0, first > 0);
        }
        if (needsDirect && components.Any(c => c.Direct is null) || needsAlternating && components.Any(c => c.Alternating is null)) return "a scan's Huffman table is not defined";
        if (needsDirect && components.Any(c => c.Direct!.MaxSymbol > 15)) return "a Huffman table for direct coefficients has a symbol above 15";
        return null;
    }

    /// <returns>False: the file ends within the scan.</returns>
    public bool Decode(ref JpegBits bits)
    {
        JpegComponent only = components[0];
        bool single = components.Length == 1;
        int across = single ? (only.Width + 7) / 8 : frame.McusAcross, down = single ? (only.Height + 7) / 8 : frame.McusDown;
        foreach (JpegComponent c in components) c.Prediction = 0;
        Span<short> block = stackalloc short[64];
        bool starved = false;       // the segment ended early: zeros until the next restart
        int toRestart = restartInterval, restart = 0;
        for (int row = 0; row < down; row++)
            for (int column = 0; column < across; column++)
            {
                if (restartInterval > 0 && toRestart-- == 0)
                {
                    if (!bits.Restart(restart)) return false;
                    restart = (restart + 1) & 7;
                    toRestart = restartInterval - 1;
                    starved = false;
                    _progression.Blocks = 0;
                    foreach (JpegComponent c in components) c.Prediction = 0;
                }
                for (int i = 0; i < components.Length; i++)
                {
                    JpegComponent component = components[i];
                    (int h, int v) = single ? (1, 1) : (component.Across, component.Down);
                    for (int y = 0; y < v; y++)
                        for (int x = 0; x < h; x++)
                        {
                            (int blockRow, int blockColumn) = (row * v + y, column * h + x);
                            if (frame.Progressive)
                            {
                                if (!starved) Progress(ref bits, component, component.Coefficients.AsSpan((blockRow * component.BlocksAcross + blockColumn) * 64, 64));
                                continue;
                            }
                            block.Clear();
                            bool directOnly = starved || JpegSequential.Decode(ref bits, component, block);
                            JpegTransforms.Inverse(transform, block, directOnly, _factors[i], component.Samples.AsSpan(blockRow * 8 * component.Stride + blockColumn * 8), component.Stride);
                        }
                }
                if (starved || !bits.Exhausted) continue;
                if (bits.AtEndOfFile) return false;
                starved = true;
            }
        return true;
    }

    private void Progress(ref JpegBits bits, JpegComponent component, scoped Span<short> block)
    {
        if (first == 0)
        {
            bits.Fill();
            if (high == 0)
            {
                int size = Math.Min(component.Direct!.Decode(ref bits), 16);
                component.Prediction += bits.ReadSigned(size);
                block[0] = (short)(component.Prediction << low);
            }
            else if (bits.Read(1) != 0) block[0] |= (short)(1 << low);
        }
        else if (high == 0) _progression.First(ref bits, component.Alternating!, block);
        else _progression.Refine(ref bits, component.Alternating!, block);
    }
}
