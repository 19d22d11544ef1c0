namespace KerasTransfer;

internal static partial class NpyFile
{
    /// <summary>An array that is written piece by piece along its first axis, into a stream that can be gone back in.</summary>
    /// <param name="stream">The file, at its beginning.</param>
    /// <param name="what">What the array is, for errors.</param>
    public sealed class Growing(Stream stream, string what)
    {
        private NDArray? first;
        private long rows;

        /// <summary>Adds rows.</summary>
        /// <exception cref="ValueError">They differ in shape or type from the ones before.</exception>
        public void Add(NDArray piece)
        {
            if (piece.ndim == 0) throw new ValueError($"{what} must have a batch axis. Received: a single number.");
            if (first is null) WriteHeader(stream, piece.dtype, (first = piece[..0]).shape);
            else if (piece.dtype != first.dtype || piece.shape.With(0, 0) != first.shape)
                throw new ValueError($"{what} must have the same shape and type in each batch. Received: {first.dtype} of shape {first.shape.With(0, Shape.Unknown)} and {piece.dtype} of shape {piece.shape.With(0, Shape.Unknown)}.");
            WriteElements(stream, piece);
            rows += piece.shape[0];
        }

        /// <summary>Writes the number of rows into the header.</summary>
        /// <returns>The shape of the whole; null if nothing was added.</returns>
        public Shape? End()
        {
            if (first is null) return null;
            Shape whole = first.shape.With(0, checked((int)rows));
            stream.Position = 0;
            WriteHeader(stream, first.dtype, whole);
            stream.Seek(0, SeekOrigin.End);
            return whole;
        }
    }
}
