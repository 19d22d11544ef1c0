using Microsoft.Win32.SafeHandles;

namespace KerasTransfer.Models;

/// <summary>The features of samples, by the samples' numbers: in memory, or in a temporary file that goes away with it.</summary>
internal sealed class FeatureStore : IDisposable
{
    private const long BlockLength = 64L << 20;

    private readonly bool[] known;
    private readonly int perBlock;
    private readonly byte[]?[] blocks = [];
    private readonly SafeFileHandle? file;

    /// <param name="samples">How many samples.</param>
    /// <param name="width">How many bytes the features of one take.</param>
    /// <param name="inFile">Whether they are kept in a file.</param>
    /// <exception cref="IOException">There is no room for the file.</exception>
    public FeatureStore(int samples, long width, bool inFile)
    {
        known = new bool[samples];
        (Width, InFile) = (checked((int)width), inFile);
        perBlock = (int)Math.Clamp(BlockLength / Math.Max(1, width), 1, Math.Max(1, samples));
        // Read and written in places, not mapped: the operating system keeps it in memory as far as there is room in both cases, and a full disk is an error that can be caught.
        if (inFile)
            file = File.OpenHandle(Path.Combine(Path.GetTempPath(), $"keras-features-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
                FileOptions.DeleteOnClose | FileOptions.RandomAccess, preallocationSize: samples * width);
        else blocks = new byte[(samples + perBlock - 1) / perBlock][];
    }

    /// <summary>How many bytes the features of one sample take.</summary>
    public int Width { get; }
    public bool InFile { get; }
    public long Length => (long)known.Length * Width;

    /// <summary>Whether the features of all these samples are there.</summary>
    public bool Has(ReadOnlySpan<int> samples)
    {
        foreach (int sample in samples)
            if (!known[sample]) return false;
        return true;
    }

    /// <summary>Keeps a part of a sample's features.</summary>
    public void Write(int sample, int at, ReadOnlySpan<byte> part)
    {
        if (file is not null) RandomAccess.Write(file, part, (long)sample * Width + at);
        else part.CopyTo((blocks[sample / perBlock] ??= GC.AllocateUninitializedArray<byte>(Math.Min(perBlock, known.Length - sample / perBlock * perBlock) * Width)).AsSpan(sample % perBlock * Width + at));
    }

    /// <summary>Reads a part of a sample's features.</summary>
    public void Read(int sample, int at, Span<byte> part)
    {
        if (file is null) blocks[sample / perBlock].AsSpan(sample % perBlock * Width + at, part.Length).CopyTo(part);
        else
            for (long from = (long)sample * Width + at; part.Length > 0;)
            {
                int read = RandomAccess.Read(file, part, from);
                if (read == 0) throw new IOException("The temporary file with the features of the frozen part is shorter than what was written to it.");
                part = part[read..];
                from += read;
            }
    }

    /// <summary>All parts of these samples' features are written.</summary>
    public void Keep(ReadOnlySpan<int> samples)
    {
        foreach (int sample in samples) known[sample] = true;
    }

    /// <summary>The features hold good no longer.</summary>
    public void Forget() => Array.Clear(known);

    public void Dispose() => file?.Dispose();
}
