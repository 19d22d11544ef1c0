using System.Collections;

namespace KerasTransfer.Generators
{
    /// <summary>A list equal to another with equal parts, so that unchanged classes are not written again.</summary>
    internal readonly struct EquatableArray<T>(IEnumerable<T> items) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    {
        private readonly T[]? items = [.. items];

        public int Count => items?.Length ?? 0;
        public T this[int index] => items![index];
        public bool Equals(EquatableArray<T> other) => this.SequenceEqual(other);
        public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);
        public override int GetHashCode() => this.Aggregate(17, (hash, item) => unchecked(hash * 31 + (item?.GetHashCode() ?? 0)));
        public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(items ?? [])).GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>What the compiler wants for records where the framework is older than they are.</summary>
    internal static class IsExternalInit;
}
