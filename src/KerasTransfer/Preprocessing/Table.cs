using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace KerasTransfer.Preprocessing;

/// <summary>
/// Columns of equal length under names, in place of pandas's <c>DataFrame</c>: <c>new Table { ["filename"] = files, ["class"] = labels }</c>, <c>Table.read_csv("train.csv")</c>, or
/// <c>Table.From(rows, ("filename", r => r.Path), ("class", r => r.Label))</c>.
/// </summary>
public sealed class Table : IEnumerable<KeyValuePair<string, TableColumn>>
{
    private readonly List<KeyValuePair<string, TableColumn>> columns = [];

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Names => [.. columns.Select(c => c.Key)];
    /// <summary>The number of rows; Python's <c>len(df)</c>.</summary>
    public int Length => columns.Count == 0 ? 0 : columns[0].Value.Length;

    /// <summary>A column.</summary>
    /// <exception cref="ValueError">There is none of that name, or the new one has not as many rows as the others.</exception>
    public TableColumn this[string name]
    {
        get => columns.FindIndex(c => c.Key == name) is var i and >= 0 ? columns[i].Value : throw new ValueError($"The table has no column '{name}'. It has: {string.Join(", ", Names.Select(n => $"'{n}'"))}.");
        set
        {
            int i = columns.FindIndex(c => c.Key == name);
            if (columns.Count > (i >= 0 ? 1 : 0) && value.Length != Length) throw new ValueError($"Length of values ({value.Length}) of the column '{name}' does not match the number of rows ({Length}).");
            if (i >= 0) columns[i] = new(name, value);
            else columns.Add(new(name, value));
        }
    }

    /// <summary>Adds a column.</summary>
    public void Add(string name, TableColumn column) => this[name] = column;

    /// <summary>A table of the parts of some rows.</summary>
    /// <param name="rows">The rows: records, tuples, anything.</param>
    /// <param name="columns">A name and what a row has under it, for each column.</param>
    public static Table From<T>(IEnumerable<T> rows, params (string name, Func<T, string> text)[] columns)
    {
        T[] all = [.. rows];
        Table table = [];
        foreach ((string name, Func<T, string> text) in columns) table[name] = all.Select(text).ToArray();
        return table;
    }

    /// <summary>Reads a file of comma-separated values whose first line has the names. All columns are texts; where numbers are needed they are read as such.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="sep">What separates the values.</param>
    /// <exception cref="ValueError">A line has more or fewer values than the first.</exception>
    public static Table read_csv(string path, char sep = ',')
    {
        List<string[]> lines = Lines(File.ReadAllText(path), sep);
        if (lines.Count == 0) throw new ValueError($"No columns to parse from file: '{path}' is empty.");
        int wrong = lines.FindIndex(l => l.Length != lines[0].Length);
        if (wrong > 0) throw new ValueError($"Error tokenizing data: expected {lines[0].Length} fields in line {wrong + 1} of '{path}', saw {lines[wrong].Length}.");
        Table table = [];
        for (int i = 0; i < lines[0].Length; i++) table[lines[0][i]] = lines.Skip(1).Select(l => l[i]).ToArray();
        return table;
    }

    // RFC 4180: a value may stand in quotation marks, which double inside it.
    private static List<string[]> Lines(string text, char sep)
    {
        List<string[]> lines = [];
        List<string> line = [];
        StringBuilder value = new();
        bool quoted = false, began = false;
        for (int i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') value.Append(text[i++]);
            else if (c == '"' && (quoted || value.Length == 0)) (quoted, began) = (!quoted, true);
            else if (quoted || c != sep && c is not ('\n' or '\r')) (_, began) = (value.Append(c), true);
            else if (c == sep) (_, began) = (Value(), true);
            else if (c == '\n') End();
        }
        End();
        return lines;

        StringBuilder Value()
        {
            line.Add(value.ToString());
            return value.Clear();
        }
        void End()
        {
            if (!began) return;                                                 // an empty line
            Value();
            lines.Add([.. line]);
            line.Clear();
            began = false;
        }
    }

    /// <summary>Some rows, in that order.</summary>
    internal Table Rows(int[] rows)
    {
        Table table = [];
        foreach (var (name, column) in columns) table[name] = column.Rows(rows);
        return table;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, TableColumn>> GetEnumerator() => columns.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A column of a <see cref="Table"/>: texts, numbers, or a list of texts in each row. Converts from arrays and lists.</summary>
[CollectionBuilder(typeof(TableColumn), nameof(Create))]
public sealed class TableColumn : IEnumerable<string>
{
    private readonly string[]? texts;
    private readonly string[][]? lists;
    private readonly NDArray? numbers;

    private TableColumn(string[]? texts, string[][]? lists = null, NDArray? numbers = null) => (this.texts, this.lists, this.numbers) = (texts, lists, numbers);

    /// <summary>For collection expressions: <c>["a.png", "b.png"]</c>.</summary>
    public static TableColumn Create(ReadOnlySpan<string> texts) => new(texts.ToArray());
    /// <summary>Texts.</summary>
    public static implicit operator TableColumn(string[] texts) => new(texts);
    /// <summary>Texts.</summary>
    public static implicit operator TableColumn(List<string> texts) => new([.. texts]);
    /// <summary>A list of texts in each row: several labels.</summary>
    public static implicit operator TableColumn(string[][] lists) => new(null, lists);
    /// <summary>Numbers.</summary>
    public static implicit operator TableColumn(NDArray numbers) => numbers.ndim > 0 ? new(null, null, numbers) : throw new ValueError("A column is a row of numbers, not a single one.");
    /// <summary>Numbers.</summary>
    public static implicit operator TableColumn(int[] numbers) => (NDArray)numbers;
    /// <summary>Numbers.</summary>
    public static implicit operator TableColumn(double[] numbers) => (NDArray)numbers;
    /// <summary>Numbers.</summary>
    public static implicit operator TableColumn(float[] numbers) => (NDArray)numbers;

    /// <summary>The number of rows.</summary>
    public int Length => texts?.Length ?? lists?.Length ?? numbers!.Length;
    /// <summary>Whether the rows are numbers.</summary>
    public bool IsNumeric => numbers is not null;

    /// <summary>The texts; null where the column holds something else.</summary>
    internal string[]? Texts => texts;
    /// <summary>The texts of each row, one or several; null where the column holds numbers.</summary>
    internal string[][]? Lists => lists ?? (texts is null ? null : [.. texts.Select(t => (string[])[t])]);

    /// <summary>The numbers; texts are read as such.</summary>
    /// <exception cref="ValueError">A text is none.</exception>
    internal NDArray Numbers(string name)
    {
        if (numbers is not null) return numbers;
        if (texts is null) throw new ValueError($"The column '{name}' holds lists of texts where numbers are needed.");
        if (texts.All(t => long.TryParse(t, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
            return NDArray.FromArray([.. texts.Select(t => long.Parse(t, CultureInfo.InvariantCulture))], texts.Length);
        int wrong = Array.FindIndex(texts, t => !double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        return wrong < 0 ? NDArray.FromArray([.. texts.Select(t => double.Parse(t, NumberStyles.Float, CultureInfo.InvariantCulture))], texts.Length)
            : throw new ValueError($"The column '{name}' must be numeric. Row {wrong} has the text '{texts[wrong]}'.");
    }

    internal TableColumn Rows(int[] rows) => texts is not null ? new([.. rows.Select(r => texts[r])]) : lists is not null ? new(null, [.. rows.Select(r => lists[r])]) : new(null, null, numbers![rows]);

    /// <summary>The rows as texts.</summary>
    public IEnumerator<string> GetEnumerator() => (texts ?? lists?.Select(l => string.Join(",", l)) ?? numbers!.Select(n => n.ToString())).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The name of a column, or a list of names.</summary>
[CollectionBuilder(typeof(ColumnNames), nameof(Create))]
public sealed class ColumnNames : IEnumerable<string>
{
    private readonly string[] names;
    private ColumnNames(string[] names, bool isList) => (this.names, IsList) = (names, isList);

    /// <summary>For collection expressions: <c>["x", "y"]</c>.</summary>
    public static ColumnNames Create(ReadOnlySpan<string> names) => new(names.ToArray(), true);
    /// <summary>One name.</summary>
    public static implicit operator ColumnNames(string name) => new([name], false);
    /// <summary>Several names.</summary>
    public static implicit operator ColumnNames(string[] names) => new(names, true);
    /// <summary>Several names.</summary>
    public static implicit operator ColumnNames(List<string> names) => new([.. names], true);

    /// <summary>Whether a list was given, if only of one.</summary>
    public bool IsList { get; }
    internal string First => names.Length > 0 ? names[0] : throw new ValueError("y_col is an empty list: name at least one column.");

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => names.AsEnumerable().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
