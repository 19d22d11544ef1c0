using Microsoft.Win32.SafeHandles;

namespace KerasTransfer.Hdf5.Format;

/// <summary>Bytes by position: a file, memory, or a stream that can seek.</summary>
internal abstract class ByteSource : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Fills the destination; false if the bytes end before it is full.</summary>
    public abstract bool TryRead(long position, Span<byte> destination);

    public virtual void Dispose() { }

    public static ByteSource FromFile(string path) => new FileSource(File.OpenHandle(path, share: FileShare.Read | FileShare.Delete));

    public static ByteSource FromMemory(ReadOnlyMemory<byte> content) => new MemorySource(content);

    public static ByteSource FromStream(Stream content, bool leaveOpen)
    {
        if (content.CanSeek) return new StreamSource(content, leaveOpen);
        using MemoryStream copy = new();
        content.CopyTo(copy);
        if (!leaveOpen) content.Dispose();
        return new MemorySource(copy.GetBuffer().AsMemory(0, (int)copy.Length));
    }

    private sealed class FileSource(SafeFileHandle handle) : ByteSource
    {
        public override long Length { get; } = RandomAccess.GetLength(handle);

        public override bool TryRead(long position, Span<byte> destination)
        {
            while (!destination.IsEmpty)
            {
                int read = RandomAccess.Read(handle, destination, position);
                if (read == 0) return false;
                position += read;
                destination = destination[read..];
            }
            return true;
        }

        public override void Dispose() => handle.Dispose();
    }

    private sealed class MemorySource(ReadOnlyMemory<byte> content) : ByteSource
    {
        public override long Length => content.Length;

        public override bool TryRead(long position, Span<byte> destination)
        {
            if (position > content.Length - destination.Length) return false;
            content.Span.Slice((int)position, destination.Length).CopyTo(destination);
            return true;
        }
    }

    private sealed class StreamSource(Stream content, bool leaveOpen) : ByteSource
    {
        private readonly Lock gate = new();

        public override long Length { get; } = content.Length;

        public override bool TryRead(long position, Span<byte> destination)
        {
            lock (gate)
            {
                content.Position = position;
                return content.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) == destination.Length;
            }
        }

        public override void Dispose()
        {
            if (!leaveOpen) content.Dispose();
        }
    }
}
