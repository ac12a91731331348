using System.Linq.Expressions;

namespace CsMonolith.Platform.Lists;

/// <summary>Puts one parameter of an expression in the place of another.</summary>
internal sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
}
