using System.Globalization;
using System.Text;
using CsMonolith.Learning.Localization;
using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Runs;

/// <summary>A small chart as inline SVG: one plot area, linear axes with named units.</summary>
internal sealed class Chart
{
    private const int Top = 10;
    private const int Right = 14;
    private const int Bottom = 44;
    private readonly StringBuilder _svg = new();
    private readonly int _width;
    private readonly int _height;
    private readonly int _left;
    private readonly (double From, double To) _x;
    private readonly (double From, double To) _y;

    /// <param name="width">Of the whole, in pixels.</param>
    /// <param name="height">Of the whole, in pixels.</param>
    /// <param name="x">Values at the left and the right end.</param>
    /// <param name="y">Values at the lower and the upper end.</param>
    /// <param name="label">Text for screen readers.</param>
    /// <param name="left">Room for the names or figures beside the upright axis.</param>
    public Chart(
        int width,
        int height,
        (double From, double To) x,
        (double From, double To) y,
        string label,
        int left = 58
    )
    {
        (_width, _height, _left, _x, _y) = (width, height, left, Wide(x), Wide(y));
        Add(
            $"<svg viewBox='0 0 {width} {height}' width='{width}' height='{height}' role='img' "
                + $"aria-label='{ReportPage.Encode(label)}'>"
        );
        Add(
            $"<rect x='{left}' y='{Top}' width='{width - left - Right}' height='{height - Top - Bottom}' class='area'/>"
        );
    }

    /// <summary>The level axis: round ticks, and what it measures.</summary>
    public Chart AcrossAxis(LocalizedText name)
    {
        foreach (var (tick, text) in Ticks(_x, 5))
        {
            Add($"<line class='grid' x1='{X(tick):0.#}' x2='{X(tick):0.#}' y1='{Top}' y2='{_height - Bottom}'/>");
            Write(X(tick), _height - Bottom + 14, text, "middle");
        }

        Named((_left + _width - Right) / 2.0, _height - 8, name, "");
        return this;
    }

    /// <summary>The upright axis: round ticks, and what it measures.</summary>
    public Chart UpAxis(LocalizedText name)
    {
        foreach (var (tick, text) in Ticks(_y, 5))
        {
            Add($"<line class='grid' x1='{_left}' x2='{_width - Right}' y1='{Y(tick):0.#}' y2='{Y(tick):0.#}'/>");
            Write(_left - 5, Y(tick) + 4, text, "end");
        }

        var middle = (Top + _height - Bottom) / 2.0;
        Named(
            12,
            middle,
            name,
            string.Create(CultureInfo.InvariantCulture, $" transform='rotate(-90 12 {middle:0.#})'")
        );
        return this;
    }

    public Chart Line(IEnumerable<(double X, double Y)> points, string style)
    {
        Add(
            $"<polyline class='{style}' "
                + $"points='{string.Join(' ', points.Select(point => Pair(X(point.X), Y(point.Y))))}'/>"
        );
        return this;
    }

    public Chart Area(IEnumerable<(double X, double Y)> upper, IEnumerable<(double X, double Y)> lower)
    {
        var points = upper.Concat(lower.Reverse()).Select(point => Pair(X(point.X), Y(point.Y)));
        Add($"<polygon class='band' points='{string.Join(' ', points)}'/>");
        return this;
    }

    /// <summary>A bar that stands on the lower edge: how many rows there are, as a share of the tallest.</summary>
    public Chart Count(double from, double to, double share)
    {
        var height = share * 0.22 * (_height - Top - Bottom);
        Add(
            $"<rect class='count' x='{X(from):0.#}' y='{_height - Bottom - height:0.#}' "
                + $"width='{Math.Max(X(to) - X(from) - 0.5, 0.5):0.#}' height='{height:0.#}'/>"
        );
        return this;
    }

    /// <summary>A level bar from zero with an error bar; its name stands beside the axis.</summary>
    public Chart Bar(double y, double value, double low, double high, string name)
    {
        Add(
            $"<rect class='bar' x='{X(Math.Min(0, value)):0.#}' y='{Y(y) - 6:0.#}' "
                + $"width='{Math.Abs(X(value) - X(0)):0.#}' height='12'/>"
        );
        Add($"<line class='error' x1='{X(low):0.#}' x2='{X(high):0.#}' y1='{Y(y):0.#}' y2='{Y(y):0.#}'/>");
        return Beside(y, name);
    }

    /// <summary>A level error bar with its point; its name stands beside the axis.</summary>
    public Chart LevelWhisker(double y, double value, double low, double high, string name)
    {
        Add($"<line class='error' x1='{X(low):0.#}' x2='{X(high):0.#}' y1='{Y(y):0.#}' y2='{Y(y):0.#}'/>");
        return Dot(value, y).Beside(y, name);
    }

    /// <summary>An upright error bar with its point.</summary>
    public Chart Whisker(double x, double y, double low, double high)
    {
        Add($"<line class='error' x1='{X(x):0.#}' x2='{X(x):0.#}' y1='{Y(low):0.#}' y2='{Y(high):0.#}'/>");
        return Dot(x, y);
    }

    /// <summary>A cell of a heat map: red adds to the log-odds, blue takes away.</summary>
    public Chart Cell((double From, double To) x, (double From, double To) y, double shade, string title)
    {
        var (colour, strength) = (shade >= 0 ? "#c8372d" : "#1c6dd0", Math.Min(Math.Abs(shade), 1));
        Add(
            $"<rect x='{X(x.From):0.#}' y='{Y(y.To):0.#}' width='{X(x.To) - X(x.From) + 0.3:0.#}' "
                + $"height='{Y(y.From) - Y(y.To) + 0.3:0.#}' fill='{colour}' "
                + $"fill-opacity='{strength:0.##}'><title>{ReportPage.Encode(title)}</title></rect>"
        );
        return this;
    }

    /// <summary>A name beside the upright axis, cut to what has room there.</summary>
    /// <param name="y">Where.</param>
    /// <param name="name">The name.</param>
    /// <param name="kept">Room that something else has.</param>
    public Chart Beside(double y, string name, int kept = 12)
    {
        Add(
            $"<text x='{_left - 6}' y='{Y(y) + 4:0.#}' "
                + $"text-anchor='end'><title>{ReportPage.Encode(name)}</title>"
                + $"{ReportPage.Encode(Cut(name, _left - kept))}</text>"
        );
        return this;
    }

    /// <summary>A name below the level axis.</summary>
    public Chart Below(double x, string name, double room)
    {
        Add(
            $"<text x='{X(x):0.#}' y='{_height - Bottom + 14}' "
                + $"text-anchor='middle'><title>{ReportPage.Encode(name)}</title>"
                + $"{ReportPage.Encode(Cut(name, room))}</text>"
        );
        return this;
    }

    public Chart Titles(LocalizedText across, LocalizedText up)
    {
        Named((_left + _width - Right) / 2.0, _height - 8, across, "");
        var middle = (Top + _height - Bottom) / 2.0;
        Named(12, middle, up, string.Create(CultureInfo.InvariantCulture, $" transform='rotate(-90 12 {middle:0.#})'"));
        return this;
    }

    public string Svg() => _svg + "</svg>";

    private Chart Dot(double x, double y)
    {
        Add($"<circle class='dot' cx='{X(x):0.#}' cy='{Y(y):0.#}' r='3'/>");
        return this;
    }

    private double X(double value) =>
        _left + (Math.Clamp(value, _x.From, _x.To) - _x.From) / (_x.To - _x.From) * (_width - _left - Right);

    private double Y(double value) =>
        _height - Bottom - (Math.Clamp(value, _y.From, _y.To) - _y.From) / (_y.To - _y.From) * (_height - Top - Bottom);

    private void Write(double x, double y, string text, string anchor) =>
        Add($"<text x='{x:0.#}' y='{y:0.#}' text-anchor='{anchor}'>{ReportPage.Encode(text)}</text>");

    private void Named(double x, double y, LocalizedText name, string turned)
    {
        var (place, languages) = (
            string.Create(CultureInfo.InvariantCulture, $"x='{x:0.#}' y='{y:0.#}' text-anchor='middle'{turned}"),
            name.Ja != name.En
        );
        Add($"<text class='axis' {place}{(languages ? " lang='en'" : "")}>{ReportPage.Encode(name.En)}</text>");
        if (languages)
        {
            Add($"<text class='axis' {place} lang='ja'>{ReportPage.Encode(name.Ja)}</text>");
        }
    }

    private void Add(InvariantText svg) => _svg.Append(svg.Take());

    /// <summary>Round values within the axis: steps of 1, 2 or 5 times a power of ten.</summary>
    internal static IReadOnlyList<(double Value, string Text)> Ticks((double From, double To) axis, int wished)
    {
        var rough = (axis.To - axis.From) / wished;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step =
            power
            * (
                (rough / power) switch
                {
                    <= 1 => 1,
                    <= 2 => 2,
                    <= 5 => 5,
                    _ => 10,
                }
            );
        var decimals = Math.Clamp(-(int)Math.Floor(Math.Log10(step) + 1e-9), 0, 8);
        var most = Math.Max(Math.Abs(axis.From), Math.Abs(axis.To));
        return
        [
            .. Enumerable
                .Range(0, 20)
                .Select(i => (Math.Ceiling(axis.From / step - 1e-9) + i) * step)
                .TakeWhile(tick => tick <= axis.To + step * 1e-9)
                .Select(tick => (tick, TickLabel(Math.Abs(tick) < step / 2 ? 0 : tick, decimals, most))),
        ];
    }

    private static string TickLabel(double tick, int decimals, double most) =>
        most switch
        {
            >= 1e4 when tick == 0 => "0",
            >= 1e6 => (tick / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
            >= 1e4 => (tick / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
            _ => tick.ToString("F" + decimals, CultureInfo.InvariantCulture),
        };

    // A full-width letter is about eleven pixels wide, others about six and a half.
    private static string Cut(string name, double room)
    {
        var used = 0.0;
        for (var i = 0; i < name.Length; i++)
        {
            used += name[i] > 0x2E7F ? 11 : 6.3;
            if (used > room)
            {
                return i <= 1 ? "…" : name[..(i - 1)] + "…";
            }
        }

        return name;
    }

    private static string Pair(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");

    internal static (double From, double To) Wide((double From, double To) axis) =>
        axis.To - axis.From > 1e-12 ? axis : (axis.From - 0.5, axis.To + 0.5);
}
