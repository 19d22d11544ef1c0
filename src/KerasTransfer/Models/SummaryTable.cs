using System.Text;

namespace KerasTransfer.Models;

/// <summary>
/// A table of text as <c>model.summary()</c> prints it: columns of given widths that share a given line, cells wrapped at blanks, lines between all rows.
/// The widths are found as the Python package rich, which Keras prints with, finds them.
/// </summary>
internal sealed class SummaryTable
{
    private const int Padding = 2;                                              // a blank on each side of a cell

    private readonly SummaryColumn[] columns;
    private readonly int[] widths;                                              // of the cells, padding included
    private readonly List<string[]> rows = [];

    /// <summary>An empty table.</summary>
    /// <param name="columns">Headers, alignments and wished widths.</param>
    /// <param name="line">The length of a line, borders included.</param>
    public SummaryTable(SummaryColumn[] columns, int line)
    {
        this.columns = columns;
        int available = line - (columns.Length + 1);
        widths = [.. columns.Select(c => c.Width + Padding)];
        int left = widths.Sum() - available;
        if (left > 0)
            for (int i = 0; i < widths.Length; i++)
            {
                int share = Math.Min(widths[i], (int)Math.Round(left / (double)(widths.Length - i)));
                widths[i] -= share;
                left -= share;
            }
        else
        {
            int more = -left, whole = widths.Sum();
            for (int i = 0; i < widths.Length; i++)
            {
                int share = whole > 0 ? (int)Math.Ceiling(widths[i] * (double)more / whole) : more;
                (whole, more) = (whole - widths[i], more - share);
                widths[i] += share;
            }
        }
    }

    public void Add(string[] cells) => rows.Add(cells);

    /// <summary>Writes the table; what is beyond a console's width is cut off.</summary>
    public void Write(StringBuilder text, int console)
    {
        void Line(string line) => text.Append(line.Length > console ? line[..console] : line).Append('\n');
        void Rule(char left, char middle, char cross, char right) =>
            Line(left + string.Join(cross, widths.Select(w => new string(middle, w))) + right);
        void Row(string[] cells, char border, bool atBottom = false)
        {
            string[][] lines = [.. cells.Select((cell, i) => Cell(cell, Math.Max(0, widths[i] - Padding), columns[i].Alignment))];
            int height = lines.Max(c => c.Length);
            for (int l = 0; l < height; l++)
                Line(border + string.Join(border, lines.Select((c, i) => Padded(c.ElementAtOrDefault(atBottom ? l - height + c.Length : l) ?? "", widths[i]))) + border);
        }

        Rule('┏', '━', '┳', '┓');
        Row([.. columns.Select(c => c.Header)], '┃', atBottom: true);
        Rule('┡', '━', '╇', '┩');
        for (int i = 0; i < rows.Count; i++)
        {
            if (i > 0) Rule('├', '─', '┼', '┤');
            Row(rows[i], '│');
        }
        Rule('└', '─', '┴', '┘');
    }

    private static string Padded(string text, int width) => width < Padding ? new string(' ', width) : $" {text.PadRight(width - Padding)} ";

    private static string[] Cell(string text, int width, SummaryAlignment alignment) => [.. Wrap(text, width, fold: false).Select(line =>
    {
        if (alignment != SummaryAlignment.Left) line = line.TrimEnd();
        if (line.Length > width) line = width == 0 ? "" : line[..(width - 1)] + "…";
        return alignment switch
        {
            SummaryAlignment.Right => line.PadLeft(width),
            SummaryAlignment.Center => (new string(' ', (width - line.Length) / 2) + line).PadRight(width),
            _ => line.PadRight(width),
        };
    })];

    /// <summary>Lines broken before words. A word longer than a line is chopped, or left too long.</summary>
    public static IEnumerable<string> Wrap(string text, int width, bool fold)
    {
        List<int> breaks = [];
        int used = 0, start = 0;
        while (start < text.Length)
        {
            int end = start;
            while (end < text.Length && char.IsWhiteSpace(text[end])) end++;    // only before the first word
            while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
            int length = end - start;
            while (end < text.Length && char.IsWhiteSpace(text[end])) end++;
            if (length <= width - used) used += end - start;
            else if (length > width && fold)
            {
                for (int at = start; at < end; at += width)
                {
                    if (at > 0) breaks.Add(at);
                    used = Math.Min(width, end - at);
                }
            }
            else
            {
                if (start > 0) breaks.Add(start);
                used = end - start;
            }
            start = end;
        }
        int from = 0;
        foreach (int at in breaks.Append(text.Length))
        {
            string line = text[from..at];
            int excess = line.Length - width, blanks = line.Length - line.TrimEnd().Length;
            yield return excess > 0 ? line[..^Math.Min(excess, blanks)] : line;
            from = at;
        }
    }
}

/// <summary>A column of a <see cref="SummaryTable"/>: its wished width without padding.</summary>
internal sealed record SummaryColumn(string Header, SummaryAlignment Alignment, int Width);

internal enum SummaryAlignment { Left, Right, Center }
