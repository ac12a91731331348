using System.Globalization;
using System.Net;
using System.Text;

namespace CsMonolith.Learning.Artefacts;

/// <summary>A small chart as inline SVG: one plot area, linear axes.</summary>
internal sealed class Chart
{
    private const int Left = 46;
    private const int Top = 12;
    private const int Bottom = 30;
    private readonly StringBuilder _svg = new();
    private readonly int _width;
    private readonly int _height;
    private readonly (double From, double To) _x;
    private readonly (double From, double To) _y;

    public Chart(int width, int height, (double From, double To) x, (double From, double To) y, string label)
    {
        (_width, _height, _x, _y) = (width, height, Wide(x), Wide(y));
        Add($"<svg viewBox='0 0 {width} {height}' width='{width}' height='{height}' role='img' aria-label='{WebUtility.HtmlEncode(label)}'>");
        Add($"<rect x='{Left}' y='{Top}' width='{width - Left - 8}' height='{height - Top - Bottom}' class='area'/>");
    }

    /// <summary>Ticks at both ends and the middle of each axis.</summary>
    public Chart Axes(string format = "0.##")
    {
        foreach (var part in new[] { 0, 0.5, 1 })
        {
            var (x, y) = (_x.From + part * (_x.To - _x.From), _y.From + part * (_y.To - _y.From));
            Write(X(x), _height - 12, x.ToString(format, CultureInfo.InvariantCulture), "middle");
            Write(Left - 4, Y(y) + 4, y.ToString(format, CultureInfo.InvariantCulture), "end");
        }

        return this;
    }

    public Chart Line(IEnumerable<(double X, double Y)> points, string style)
    {
        Add($"<polyline class='{style}' points='{string.Join(' ', points.Select(point => Pair(X(point.X), Y(point.Y))))}'/>");
        return this;
    }

    public Chart Area(IEnumerable<(double X, double Y)> upper, IEnumerable<(double X, double Y)> lower)
    {
        Add($"<polygon class='band' points='{string.Join(' ', upper.Concat(lower.Reverse()).Select(point => Pair(X(point.X), Y(point.Y))))}'/>");
        return this;
    }

    public Chart Dot(double x, double y, double radius)
    {
        Add($"<circle class='dot' cx='{X(x):0.#}' cy='{Y(y):0.#}' r='{radius:0.#}'/>");
        return this;
    }

    /// <summary>A horizontal bar from zero with an error bar.</summary>
    public Chart Bar(double y, double value, double low, double high, string name)
    {
        Add($"<rect class='bar' x='{X(Math.Min(0, value)):0.#}' y='{Y(y) - 6:0.#}' width='{Math.Abs(X(value) - X(0)):0.#}' height='12'/>");
        Add($"<line class='error' x1='{X(low):0.#}' x2='{X(high):0.#}' y1='{Y(y):0.#}' y2='{Y(y):0.#}'/>");
        Write(X(Math.Max(high, 0)) + 6, Y(y) + 4, name, "start");
        return this;
    }

    /// <summary>An upright error bar with its point.</summary>
    public Chart Whisker(double x, double y, double low, double high)
    {
        Add($"<line class='error' x1='{X(x):0.#}' x2='{X(x):0.#}' y1='{Y(low):0.#}' y2='{Y(high):0.#}'/>");
        return Dot(x, y, 3);
    }

    public Chart Note(double x, string text)
    {
        Write(X(x), _height - 12, text, "middle");
        return this;
    }

    public string Svg() => _svg + "</svg>";

    private double X(double value) => Left + (Math.Clamp(value, _x.From, _x.To) - _x.From) / (_x.To - _x.From) * (_width - Left - 8);

    private double Y(double value) => _height - Bottom - (Math.Clamp(value, _y.From, _y.To) - _y.From) / (_y.To - _y.From) * (_height - Top - Bottom);

    private void Write(double x, double y, string text, string anchor) =>
        Add($"<text x='{x:0.#}' y='{y:0.#}' text-anchor='{anchor}'>{WebUtility.HtmlEncode(text)}</text>");

    private void Add(FormattableString svg) => _svg.Append(svg.ToString(CultureInfo.InvariantCulture));

    private static string Pair(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:0.#},{y:0.#}");

    private static (double From, double To) Wide((double From, double To) axis) => axis.To - axis.From > 1e-12 ? axis : (axis.From - 0.5, axis.To + 0.5);
}
