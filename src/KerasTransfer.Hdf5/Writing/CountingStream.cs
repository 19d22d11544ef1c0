namespace KerasTransfer.Hdf5.Writing;

/// <summary>Writes on to another stream, gathering small pieces, and counts the bytes. Disposing it leaves the other open.</summary>
internal sealed class CountingStream(Stream inner) : Stream
{
    private readonly BufferedStream buffered = new(inner, 1 << 16);

    public long Count { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffered.Write(buffer);
        Count += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => buffered.Flush();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Count;

    public override long Position { get => Count; set => throw new NotSupportedException("This stream only goes forward."); }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is for writing.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("This stream only goes forward.");

    public override void SetLength(long value) => throw new NotSupportedException("This stream only goes forward.");
}
