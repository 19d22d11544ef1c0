namespace KerasTransfer.Ops;

/// <summary>
/// Einstein sums as matrix products: operands are taken two by two from the left. Of a pair's letters, those that nobody else needs are summed over, those
/// of both are a batch, and the others rows and columns.
/// </summary>
internal static class Einsum
{
    public static Tensor Of(string subscripts, Tensor[] operands)
    {
        string text = subscripts.Replace(" ", "");
        string[] sides = text.Split("->");
        string[] terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != operands.Length) throw Wrong($"it names {terms.Length} operands, {operands.Length} are given");

        // Axes under "..." get letters of their own, beyond 'z', the last axis's the same in all operands.
        int widest = 0;
        for (int i = 0; i < terms.Length; i++)
            if (terms[i].Contains("...")) widest = Math.Max(widest, operands[i].ndim - (terms[i].Length - 3));
        string Letters(int axes) => new([.. Enumerable.Range(widest - axes, Math.Max(0, axes)).Select(j => (char)('{' + j))]);
        for (int i = 0; i < terms.Length; i++)
        {
            int axes = operands[i].ndim - (terms[i].Length - (terms[i].Contains("...") ? 3 : 0));
            terms[i] = terms[i].Contains("...") && axes >= 0 ? terms[i].Replace("...", Letters(axes)) : terms[i];
            if (terms[i].Length != operands[i].ndim) throw Wrong($"operand {i} has {operands[i].ndim} axes (shape {operands[i].shape})");
            if (terms[i].Any(c => !char.IsAsciiLetter(c) && c < '{')) throw Wrong("axes are named by letters");
        }
        string all = string.Concat(terms);
        string result = sides.Length == 2 ? sides[1].Replace("...", Letters(widest))
            : Letters(widest) + new string([.. all.Where(c => c < '{').Distinct().Order().Where(c => all.Count(o => o == c) == 1)]);
        if (result.Any(c => !all.Contains(c)) || result.Distinct().Count() != result.Length) throw Wrong($"the result '{result}' has a letter twice or one that no operand has");

        Dictionary<char, int> lengths = [];
        for (int i = 0; i < terms.Length; i++)
            for (int a = 0; a < terms[i].Length; a++)
            {
                int length = operands[i].shape[a];
                if (!lengths.TryGetValue(terms[i][a], out int known) || known == 1) lengths[terms[i][a]] = length;
                else if (length != known && length != 1) throw Wrong($"axis '{terms[i][a]}' has length {known} and length {length}");
            }

        DType common = operands.Select(o => o.dtype).Aggregate(Promotion.Of);
        List<(string Axes, Tensor Value)> left = [.. terms.Zip(operands, (axes, value) => Distinct(axes, value.Cast(common)))];
        while (left.Count > 1)
        {
            string elsewhere = result + string.Concat(left.Skip(2).Select(l => l.Axes));
            (string, Tensor) product = Product(left[0], left[1], elsewhere, lengths);
            left.RemoveRange(0, 2);
            left.Insert(0, product);
        }
        (string axesLeft, Tensor y) = SumOut(left[0], result);
        y = ops.transpose(y, [.. result.Select(c => axesLeft.IndexOf(c))]);
        return ops.broadcast_to(y, new Shape([.. result.Select(c => lengths[c])]));

        ValueError Wrong(string what) => new($"einsum: the subscripts '{subscripts}' do not fit: {what}.");
    }

    /// <summary>A letter that an operand has twice means its diagonal.</summary>
    private static (string, Tensor) Distinct(string axes, Tensor x)
    {
        for (int i = 0; i < axes.Length; i++)
            if (axes.IndexOf(axes[i], i + 1) is var j and > 0)
                return Distinct(axes.Remove(j, 1).Remove(i, 1) + axes[i], ops.diagonal(x, 0, i, j));
        return (axes, x);
    }

    /// <summary>Without the letters that nobody needs.</summary>
    private static (string Axes, Tensor Value) SumOut((string Axes, Tensor Value) x, string needed)
    {
        int[] gone = [.. Enumerable.Range(0, x.Axes.Length).Where(i => !needed.Contains(x.Axes[i]))];
        return gone.Length == 0 ? x : (new([.. x.Axes.Where(needed.Contains)]), ops.sum(x.Value, new Axes(gone)));
    }

    private static (string, Tensor) Product((string Axes, Tensor Value) a, (string Axes, Tensor Value) b, string elsewhere, Dictionary<char, int> lengths)
    {
        a = SumOut(a, elsewhere + b.Axes);
        b = SumOut(b, elsewhere + a.Axes);
        char[] both = [.. a.Axes.Where(b.Axes.Contains)];
        string batch = new([.. both.Where(elsewhere.Contains)]), summed = new([.. both.Where(c => !elsewhere.Contains(c))]);
        string rows = new([.. a.Axes.Where(c => !b.Axes.Contains(c))]), columns = new([.. b.Axes.Where(c => !a.Axes.Contains(c))]);
        Tensor left = Matrices(a, batch, rows, summed, lengths), right = Matrices(b, batch, summed, columns, lengths);
        Shape shape = new([.. (batch + rows + columns).Select(c => lengths[c])]);
        return (batch + rows + columns, ops.matmul(left, right).Reshape(shape));
    }

    /// <summary>The operand as (batch, rows, columns); a length of one that others stretch is stretched.</summary>
    private static Tensor Matrices((string Axes, Tensor Value) x, string batch, string rows, string columns, Dictionary<char, int> lengths)
    {
        string order = batch + rows + columns;
        Tensor y = ops.transpose(x.Value, [.. order.Select(c => x.Axes.IndexOf(c))]);
        y = ops.broadcast_to(y, new Shape([.. order.Select(c => lengths[c])]));
        int Size(string letters) => letters.Aggregate(1, (n, c) => n * lengths[c]);
        return batch.Length == 0 ? y.Reshape((Size(rows), Size(columns))) : y.Reshape((Size(batch), Size(rows), Size(columns)));
    }
}
