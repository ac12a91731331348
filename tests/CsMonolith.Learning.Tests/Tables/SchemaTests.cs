using CsMonolith.Learning.Tables;

namespace CsMonolith.Learning.Tests.Tables;

public sealed class SchemaTests
{
    private static readonly Table Training = new TableBuilder()
        .Numeric("n")
        .Category("c")
        .Add([1.0, "a"])
        .Add([2.0, "a"])
        .Add([3.0, "b"])
        .Add([4.0, "b"])
        .Add([5.0, "once"])
        .Build();

    [Fact]
    public void Another_order_of_columns_and_levels_is_brought_into_the_models_form()
    {
        var schema = Schema.Of(Training, minRows: 2);
        var other = new TableBuilder().Category("c").Numeric("n").Add(["b", 9.0]).Add(["a", 8.0]).Build();

        var aligned = schema.Align(other);

        aligned.Columns.Select(column => column.Name).ShouldBe(["n", "c"]);
        aligned.Columns[1].Codes.ToArray().ShouldBe([1, 0]);
    }

    [Fact]
    public void Unseen_and_missing_cells_are_counted_apart()
    {
        var schema = Schema.Of(Training, minRows: 2);
        var rows = new TableBuilder()
            .Numeric("n")
            .Category("c")
            .Add([Cell.Missing, "new"])
            .Add([1.0, "once"])
            .Add([1.0, Cell.Missing])
            .Build();

        Schema
            .Count(schema.Align(rows))
            .ShouldBe([new InputGap("n", Missing: 1, Unseen: 0), new InputGap("c", Missing: 1, Unseen: 2)]);
    }

    [Fact]
    public void Numbers_that_a_file_made_of_a_models_levels_are_levels_again()
    {
        var schema = Schema.Of(new TableBuilder().Category("code").Add(["1"]).Add(["2"]).Build(), minRows: 1);

        schema.Align(new TableBuilder().Numeric("code").Add([2.0]).Build()).Columns[0].Codes.ToArray().ShouldBe([1]);
    }

    [Fact]
    public void An_absent_column_and_text_for_numbers_are_refused_by_name()
    {
        var schema = Schema.Of(Training, minRows: 1);

        Should
            .Throw<SchemaException>(() => schema.Align(new TableBuilder().Numeric("n").Add([1.0]).Build()))
            .Column.ShouldBe("c");
        Should
            .Throw<SchemaException>(() =>
                schema.Align(new TableBuilder().Category("n").Category("c").Add(["x", "a"]).Build())
            )
            .Column.ShouldBe("n");
    }

    [Fact]
    public void An_empty_column_serves_for_numbers() =>
        Schema
            .Of(Training, minRows: 1)
            .Align(new TableBuilder().Category("n").Category("c").Add([Cell.Missing, "a"]).Build())
            .Columns[0]
            .IsMissing(0)
            .ShouldBeTrue();

    [Fact]
    public void Some_rows_with_a_label_and_some_without_are_refused()
    {
        var builder = new TableBuilder().Numeric("n").Add([1.0], label: true).Add([2.0]);

        Should.Throw<InvalidOperationException>(() => builder.Build()).Message.ShouldContain("1 of 2 rows");
    }

    [Fact]
    public void Text_in_a_numeric_column_is_refused_by_the_builder() =>
        Should.Throw<ArgumentException>(() => new TableBuilder().Numeric("n").Add(["gold"]));

    [Fact]
    public void A_word_where_the_model_knows_numbers_is_named_by_row_and_value()
    {
        var known = new TableBuilder().Numeric("tenure").Add([1.0]).Build();
        var given = new TableBuilder().Category("tenure").Add(["3"]).Add(["4"]).Add(["abc"]).Build();

        var refusal = Should.Throw<SchemaException>(() => Schema.Of(known, minRows: 1).Align(given));

        refusal.Text.En.ShouldContain("Row 2, column 'tenure', value 'abc'");
    }
}
