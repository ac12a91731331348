using System.Globalization;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Internal;

namespace CsMonolith.Platform.Requests;

/// <summary>
/// Makes validators name fields and write values as they stand on the wire: <c>dueOn</c>, <c>2026-04-01</c>.
/// </summary>
internal static class ValidationWords
{
    /// <summary>Sets FluentValidation's options, which are the whole program's.</summary>
    public static void UseWireNames() => ValidatorOptions.Global.MessageFormatterFactory = () => new WireFormatter();

    private sealed class WireFormatter : MessageFormatter
    {
        public override string BuildMessage(string messageTemplate)
        {
            foreach (var (name, value) in PlaceholderValues.ToArray())
            {
                if (value is IFormattable written)
                {
                    PlaceholderValues[name] = written.ToString(
                        value is DateOnly ? "yyyy-MM-dd"
                            : value is DateTime ? "O"
                            : null,
                        CultureInfo.InvariantCulture
                    );
                }
            }

            if (PlaceholderValues.GetValueOrDefault("PropertyPath") is string { Length: > 0 } path)
            {
                PlaceholderValues["PropertyName"] = JsonNamingPolicy.CamelCase.ConvertName(
                    path[(path.LastIndexOf('.') + 1)..]
                );
            }

            return base.BuildMessage(messageTemplate);
        }
    }
}
